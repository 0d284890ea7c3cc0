package org.jmlmmj.send.smtp;

import java.util.Optional;

/**
 * How a session is protected. Immutable and thread-safe.
 *
 * @param tls whether it is encrypted; always if there are credentials, which never go out in clear
 * @param credentials for a server that wants to know who sends
 */
public record SessionSecurity(TlsMode tls, Optional<Credentials> credentials) {
    /** Not at all. */
    public static final SessionSecurity NONE = new SessionSecurity(TlsMode.OFF, Optional.empty());

    /** Refuses credentials without encryption. */
    public SessionSecurity {
        if (credentials.isPresent() && !tls.isRequired()) {
            throw new IllegalArgumentException("credentials need an encrypted session");
        }
    }
}
