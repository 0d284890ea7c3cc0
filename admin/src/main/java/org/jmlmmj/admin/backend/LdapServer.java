package org.jmlmmj.admin.backend;

import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldap.sdk.ServerSet;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.SingleServerSet;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.JVMDefaultTrustManager;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import java.io.File;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStoreException;
import java.util.Set;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jmlmmj.admin.settings.Setting;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.admin.settings.SettingsException;

/** Connections to the LDAP server that the settings name. Stateless and thread-safe. */
final class LdapServer {
    /** A client waits for the answer, so a server that is away must be told soon. Milliseconds. */
    private static final int PATIENCE = 5_000;

    private static final int CONNECTIONS = 5;
    private static final int PLAIN_PORT = 389;

    private LdapServer() {}

    /**
     * A pool of connections; the server need not be there yet.
     *
     * @throws SettingsException if the settings do not say where it is
     */
    static LDAPConnectionPool open(Settings settings) throws SettingsException {
        return open(settings, PLAIN_PORT);
    }

    /** @param plainPort the port on which a conversation begins in the clear */
    static LDAPConnectionPool open(Settings settings, int plainPort) throws SettingsException {
        try {
            SimpleBindRequest bind = new SimpleBindRequest(
                    settings.get(Setting.IREDMAIL_LDAP_BIND_DN), settings.get(Setting.IREDMAIL_LDAP_BIND_PASSWORD));
            LDAPConnectionPool pool = new LDAPConnectionPool(server(settings, plainPort), bind, 0, CONNECTIONS);
            pool.setMaxWaitTimeMillis(PATIENCE);
            // A connection that the server has closed meanwhile; only a question may be asked twice.
            pool.setRetryFailedOperationsDueToInvalidConnections(Set.of(OperationType.BIND, OperationType.SEARCH));
            return pool;
        } catch (LDAPException e) {
            throw new SettingsException("iredmail_ldap_uri: " + e.getMessage());
        }
    }

    /**
     * {@code ldaps://} without a port, or with 389, has always meant an encrypted conversation on the plain port (spec 09 §2.1); with
     * another port it means what it says.
     */
    private static ServerSet server(Settings settings, int plainPort) throws SettingsException {
        URI uri = uri(settings.get(Setting.IREDMAIL_LDAP_URI));
        int port = uri.getPort() < 0 ? plainPort : uri.getPort();
        LDAPConnectionOptions options = options();
        if (!uri.getScheme().equalsIgnoreCase("ldaps")) {
            return new SingleServerSet(uri.getHost(), port, SocketFactory.getDefault(), options, null, null);
        }
        if (settings.get(Setting.IREDMAIL_LDAP_VERIFY_CERTIFICATE)) {
            options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(false));
        }
        SSLContext tls = tls(settings);
        return port == plainPort
                ? new SingleServerSet(
                        uri.getHost(),
                        port,
                        SocketFactory.getDefault(),
                        options,
                        null,
                        new StartTLSPostConnectProcessor(tls))
                : new SingleServerSet(uri.getHost(), port, tls.getSocketFactory(), options, null, null);
    }

    private static LDAPConnectionOptions options() {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(PATIENCE);
        options.setResponseTimeoutMillis(2L * PATIENCE);
        options.setUseSynchronousMode(true);
        return options;
    }

    private static SSLContext tls(Settings settings) throws SettingsException {
        try {
            return new SSLUtil(trust(settings)).createSSLContext();
        } catch (GeneralSecurityException e) {
            throw new SettingsException("iredmail_ldap_uri: this Java cannot encrypt: " + e.getMessage());
        }
    }

    private static TrustManager trust(Settings settings) throws SettingsException {
        if (!settings.get(Setting.IREDMAIL_LDAP_VERIFY_CERTIFICATE)) {
            return new TrustAllTrustManager();
        }
        String authorities = settings.get(Setting.IREDMAIL_LDAP_CA_FILE);
        try {
            return authorities.isEmpty()
                    ? JVMDefaultTrustManager.getInstance()
                    : new PEMFileTrustManager(new File(authorities));
        } catch (KeyStoreException e) {
            throw new SettingsException("iredmail_ldap_ca_file: " + e.getMessage());
        }
    }

    private static URI uri(String text) throws SettingsException {
        try {
            URI uri = URI.create(text);
            if (text.matches("(?i)ldaps?://.*") && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new SettingsException("iredmail_ldap_uri: " + e.getMessage());
        }
        throw new SettingsException("backend bk_iredmail_ldap needs iredmail_ldap_uri, such as ldap://127.0.0.1:389");
    }
}
