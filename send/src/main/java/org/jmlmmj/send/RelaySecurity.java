package org.jmlmmj.send;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.send.smtp.SessionSecurity;
import org.jmlmmj.send.smtp.TlsMode;

/**
 * How the way to a relay is protected: {@code control/relaytls} and {@code control/relayauth}. Whoever has credentials needs TLS:
 * with {@code relayauth} it is required whatever {@code relaytls} says, unless that says {@code encrypt}. Immutable and thread-safe.
 *
 * @param tls whether connections are encrypted
 * @param credentials the file with user and password, read only when there is a mail to send
 */
public record RelaySecurity(TlsMode tls, Optional<Path> credentials) {
    /** Not at all, as to a relay on the same machine. */
    static final RelaySecurity NONE = new RelaySecurity(TlsMode.OFF, Optional.empty());

    /** What the control files of a list say. */
    static RelaySecurity of(MailingList list) throws IOException {
        TlsMode wanted = list.tunables()
                .get(Tunable.RELAYTLS)
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .map(word -> mode(list, word))
                .orElse(TlsMode.OFF);
        if (!list.tunables().get(Tunable.RELAYAUTH)) {
            return new RelaySecurity(wanted, Optional.empty());
        }
        Path file = list.directory().path().resolve("control").resolve(Tunable.RELAYAUTH.name());
        return new RelaySecurity(wanted.isRequired() ? wanted : TlsMode.REQUIRED, Optional.of(file));
    }

    private static TlsMode mode(MailingList list, String word) {
        for (TlsMode mode : TlsMode.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(word)) {
                return mode;
            }
        }
        // A misspelt wish for protection must not become none.
        list.syslog()
                .warning(list.directory().path() + "/control/relaytls: \"" + word
                        + "\" is none of off, opportunistic, encrypt and required, taken as required");
        return TlsMode.REQUIRED;
    }

    /**
     * What a session needs.
     *
     * @throws IOException if the credentials cannot be read or may be read by too many
     */
    SessionSecurity load() throws IOException {
        return credentials.isPresent()
                ? new SessionSecurity(tls, Optional.of(CredentialsFile.read(credentials.get())))
                : new SessionSecurity(tls, Optional.empty());
    }
}
