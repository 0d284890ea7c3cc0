package org.jmlmmj.send.smtp;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The client's side of TLS with one relay. Immutable and thread-safe. */
public final class TlsClient {
    private final String host;
    private final int port;
    private final SSLContext context;
    private final boolean isVerifying;

    private TlsClient(String host, int port, SSLContext context, boolean isVerifying) {
        this.host = host;
        this.port = port;
        this.context = context;
        this.isVerifying = isVerifying;
    }

    /**
     * A client that believes only a certificate for the host from an authority that Java trusts ({@code
     * javax.net.ssl.trustStore} names others).
     *
     * @param host the relay's name as it is configured: a name that a lookup gave would be one that an attacker can give
     */
    public static TlsClient verifying(String host, int port) {
        return verifying(host, port, new TrustManager[0]);
    }

    static TlsClient verifying(String host, int port, TrustManager[] authorities) {
        return new TlsClient(host, port, context(authorities), true);
    }

    /** A client that takes any certificate. */
    public static TlsClient believing(String host, int port) {
        return new TlsClient(host, port, context(new TrustManager[] {new AnyCertificate()}), false);
    }

    private static SSLContext context(TrustManager[] authorities) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, authorities.length == 0 ? null : authorities, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot speak TLS", e);
        }
    }

    /** For one connection. */
    SSLEngine engine() {
        SSLEngine engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        if (isVerifying) {
            SSLParameters parameters = engine.getSSLParameters();
            // The rules for names in certificates are the same for SMTP (RFC 6125); Java knows them by this name.
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
        }
        return engine;
    }

    /** The extended one, since Java checks names behind the back of the plain one. */
    private static final class AnyCertificate extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            // Asked for by the administrator.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            // Asked for by the administrator.
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // Asked for by the administrator.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // Asked for by the administrator.
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // Asked for by the administrator.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // Asked for by the administrator.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
