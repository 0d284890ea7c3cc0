package org.jmlmmj.send;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.jmlmmj.send.smtp.Connector;
import org.jmlmmj.send.smtp.Network;
import org.jmlmmj.send.smtp.PlainConnector;
import org.jmlmmj.send.smtp.SessionSecurity;
import org.jmlmmj.send.smtp.SmtpConversation;
import org.jmlmmj.send.smtp.TlsClient;
import org.jmlmmj.send.smtp.TlsMode;
import org.jspecify.annotations.Nullable;

/** How a job speaks to its relay, as far as it knows by now what the relay understands. For one thread. */
final class Approach implements Closeable {
    private final Relay relay;
    private final boolean isSmall;
    private @Nullable Connector connector;
    private @Nullable SessionSecurity security;
    private @Nullable String name;
    private boolean heloOnly;

    /**
     * @param isSmall whether the job is so small that Netty would take longer to load than to do it
     */
    Approach(Relay relay, boolean isSmall) {
        this.relay = relay;
        this.isSmall = isSmall;
    }

    /** What opens connections. */
    Connector connector() {
        Connector open = connector;
        if (open == null) {
            open = start();
            connector = open;
        }
        return open;
    }

    private Connector start() {
        TlsMode tls = relay.security().tls();
        if (tls == TlsMode.OFF) {
            return isSmall ? new PlainConnector() : Network.start(Optional.empty());
        }
        return Network.start(Optional.of(
                tls.isVerified()
                        ? TlsClient.verifying(relay.host(), relay.port())
                        : TlsClient.believing(relay.host(), relay.port())));
    }

    /**
     * A conversation for another connection.
     *
     * @throws IOException if the credentials cannot be read
     */
    SmtpConversation conversation() throws IOException {
        String greeting = name == null ? relay.greeting() : name;
        name = greeting;
        SessionSecurity known = security == null ? relay.security().load() : security;
        security = known;
        return heloOnly ? SmtpConversation.helo(greeting, known) : SmtpConversation.ehlo(greeting, known);
    }

    /** The relay does not understand EHLO. */
    void useHelo() {
        heloOnly = true;
    }

    /** The relay cannot speak TLS, which was only wished for. */
    void doWithoutTls() {
        security = SessionSecurity.NONE;
    }

    @Override
    public void close() {
        if (connector != null) {
            connector.close();
        }
    }
}
