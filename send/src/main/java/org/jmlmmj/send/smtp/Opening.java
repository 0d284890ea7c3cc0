package org.jmlmmj.send.smtp;

/**
 * How a session is opened: greeting, EHLO, HELO where EHLO is not understood (RFC 5321 §3.1, §3.2, spec 03 §7.3), STARTTLS
 * (RFC 3207) and AUTH (RFC 4954). A pure function from state and reply to what comes next. Immutable and thread-safe.
 *
 * <table>
 * <caption>What comes after a reply</caption>
 * <tr><th>State</th><th>2yz</th><th>501</th><th>other 5yz</th><th>anything else</th></tr>
 * <tr><td>GREETING</td><td>EHLO</td><td colspan="3">close</td></tr>
 * <tr><td>EHLO</td><td>STARTTLS or ready</td><td>QUIT, unavailable</td><td>RSET</td><td>QUIT, new connection with HELO</td></tr>
 * <tr><td>RSET_BEFORE_HELO</td><td colspan="4">HELO</td></tr>
 * <tr><td>HELO</td><td>ready</td><td colspan="3">QUIT, new connection with HELO; on that one: unavailable</td></tr>
 * <tr><td>STARTTLS</td><td>handshake, then EHLO again</td><td colspan="3">ready, or QUIT if TLS is required</td></tr>
 * <tr><td>SECURE_EHLO</td><td>AUTH or ready</td><td colspan="3">QUIT, unavailable</td></tr>
 * <tr><td>AUTH</td><td>ready</td><td colspan="3">QUIT, unavailable</td></tr>
 * </table>
 *
 * <p>Where TLS is required, nothing but EHLO and STARTTLS is ever said before it: whoever removes STARTTLS from the answer to
 * EHLO, or makes EHLO fail, gets no mail.
 *
 * @param name what this client calls itself
 * @param heloOnly whether EHLO failed on an earlier connection
 * @param security how the session is to be protected
 */
record Opening(String name, boolean heloOnly, SessionSecurity security) {
    private static final int SYNTAX_ERROR = 501;
    /** "Ready to start TLS" (RFC 3207 §4). */
    private static final int READY_FOR_TLS = 220;
    /** A challenge (RFC 4954 §4). */
    private static final int CHALLENGE = 334;

    /** What comes next. */
    sealed interface Next {
        /** Send this command and be in this state. */
        record Say(SmtpState state, String command, Wait limit) implements Next {}

        /** Send this line, which nobody may read, and be in this state. */
        record Confide(SmtpState state, Secret line) implements Next {}

        /** Begin to speak TLS. */
        record Secure() implements Next {}

        /** The session is open. */
        record Open() implements Next {}

        /** Say QUIT. */
        record Quit(Ending ending) implements Next {}

        /** Close without QUIT, as nobody has spoken yet. */
        record Drop(Ending ending) implements Next {}
    }

    /** @param capabilities what the server has announced last */
    Next after(SmtpState state, SmtpReply reply, Capabilities capabilities) {
        return switch (state) {
            case GREETING -> greeted(reply);
            case EHLO -> ehloReplied(reply, capabilities);
            // Whatever it says: only HELO counts.
            case RSET_BEFORE_HELO -> hello("HELO", SmtpState.HELO);
            case HELO -> heloReplied(reply);
            case STARTTLS -> startTlsReplied(reply);
            case SECURE_EHLO -> secureEhloReplied(reply, capabilities);
            case AUTH_USER, AUTH_PASSWORD, AUTH -> authReplied(state, reply);
            default -> throw new IllegalStateException("the session is not being opened in state " + state);
        };
    }

    /** After the handshake: what was announced before may have been an attacker's (RFC 3207 §4.2). */
    Next secured() {
        return hello("EHLO", SmtpState.SECURE_EHLO);
    }

    /** How it ends when something goes wrong before the session is open. */
    Ending failed(SmtpState state, String reason) {
        boolean goesWithout = state == SmtpState.HANDSHAKE && !security.tls().isRequired();
        return goesWithout ? new Ending.NeedsPlain(reason) : new Ending.Unavailable(reason);
    }

    /** How it ends when the answer to EHLO is no SMTP. */
    Ending garbledEhlo(String reason) {
        return security.tls().isRequired() ? new Ending.Unavailable(reason) : new Ending.NeedsHelo("EHLO: " + reason);
    }

    private Next greeted(SmtpReply reply) {
        if (!reply.isPositive()) {
            return new Next.Drop(new Ending.Unavailable("greeting: " + reply));
        }
        return heloOnly ? hello("HELO", SmtpState.HELO) : hello("EHLO", SmtpState.EHLO);
    }

    private Next ehloReplied(SmtpReply reply, Capabilities capabilities) {
        if (reply.isPositive()) {
            return announced(capabilities);
        }
        if (reply.code() == SYNTAX_ERROR || security.tls().isRequired()) {
            // It knows EHLO but not this name; HELO with the same name would fare no better.
            return new Next.Quit(new Ending.Unavailable("EHLO: " + reply));
        }
        // RFC 5321 §3.2: a server that does not know EHLO answers 500 or 502.
        return reply.isPermanent()
                ? new Next.Say(SmtpState.RSET_BEFORE_HELO, "RSET", Wait.RSET)
                : new Next.Quit(new Ending.NeedsHelo("EHLO: " + reply));
    }

    private Next announced(Capabilities capabilities) {
        if (security.tls() != TlsMode.OFF && capabilities.has("STARTTLS")) {
            return new Next.Say(SmtpState.STARTTLS, "STARTTLS", Wait.HELLO);
        }
        return security.tls().isRequired() ? unprotected("STARTTLS is not offered") : new Next.Open();
    }

    private static Next unprotected(String why) {
        return new Next.Quit(new Ending.Unavailable("the session cannot be protected as it has to be: " + why));
    }

    private Next heloReplied(SmtpReply reply) {
        if (reply.isPositive()) {
            return new Next.Open();
        }
        String reason = "HELO: " + reply;
        return new Next.Quit(heloOnly ? new Ending.Unavailable(reason) : new Ending.NeedsHelo(reason));
    }

    private Next startTlsReplied(SmtpReply reply) {
        if (reply.code() == READY_FOR_TLS) {
            return new Next.Secure();
        }
        return security.tls().isRequired() ? unprotected("STARTTLS: " + reply) : new Next.Open();
    }

    private Next secureEhloReplied(SmtpReply reply, Capabilities capabilities) {
        if (!reply.isPositive()) {
            return new Next.Quit(new Ending.Unavailable("EHLO after STARTTLS: " + reply));
        }
        if (security.credentials().isEmpty()) {
            return new Next.Open();
        }
        if (capabilities.hasMechanism("PLAIN")) {
            Secret initial =
                    new Secret("AUTH PLAIN " + security.credentials().get().plain());
            return new Next.Confide(SmtpState.AUTH, initial);
        }
        return capabilities.hasMechanism("LOGIN")
                ? new Next.Say(SmtpState.AUTH_USER, "AUTH LOGIN", Wait.HELLO)
                : unprotected("neither AUTH PLAIN nor AUTH LOGIN is offered");
    }

    private Next authReplied(SmtpState state, SmtpReply reply) {
        if (state == SmtpState.AUTH && reply.isPositive()) {
            return new Next.Open();
        }
        if (state == SmtpState.AUTH
                || reply.code() != CHALLENGE
                || security.credentials().isEmpty()) {
            return new Next.Quit(new Ending.Unavailable("AUTH: " + reply));
        }
        Credentials credentials = security.credentials().get();
        return state == SmtpState.AUTH_USER
                ? new Next.Confide(SmtpState.AUTH_PASSWORD, new Secret(credentials.loginUser()))
                : new Next.Confide(SmtpState.AUTH, new Secret(credentials.loginPassword()));
    }

    private Next hello(String verb, SmtpState state) {
        return state == SmtpState.HELO && security.tls().isRequired()
                ? unprotected("EHLO is not understood")
                : new Next.Say(state, verb + " " + name, Wait.HELLO);
    }
}
