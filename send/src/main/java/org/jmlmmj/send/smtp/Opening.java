package org.jmlmmj.send.smtp;

/**
 * How a session is opened: greeting, EHLO, and HELO where EHLO is not understood (RFC 5321 §3.1, §3.2, spec 03 §7.3). A pure
 * function from state and reply to what comes next. Immutable and thread-safe.
 *
 * <table>
 * <caption>What comes after a reply</caption>
 * <tr><th>State</th><th>2yz</th><th>501</th><th>other 5yz</th><th>anything else</th></tr>
 * <tr><td>GREETING</td><td>EHLO</td><td colspan="3">close</td></tr>
 * <tr><td>EHLO</td><td>ready</td><td>QUIT, unavailable</td><td>RSET</td><td>QUIT, new connection with HELO</td></tr>
 * <tr><td>RSET_BEFORE_HELO</td><td colspan="4">HELO</td></tr>
 * <tr><td>HELO</td><td>ready</td><td colspan="3">QUIT, new connection with HELO; on that one: unavailable</td></tr>
 * </table>
 *
 * @param name what this client calls itself
 * @param heloOnly whether EHLO failed on an earlier connection
 */
record Opening(String name, boolean heloOnly) {
    private static final int SYNTAX_ERROR = 501;

    /** What comes next. */
    sealed interface Next {
        /** Send this command and be in this state. */
        record Say(SmtpState state, String command, Wait limit) implements Next {}

        /** The session is open. */
        record Open(Capabilities capabilities) implements Next {}

        /** Say QUIT. */
        record Quit(Ending ending) implements Next {}

        /** Close without QUIT, as nobody has spoken yet. */
        record Drop(Ending ending) implements Next {}
    }

    Next after(SmtpState state, SmtpReply reply) {
        return switch (state) {
            case GREETING -> greeted(reply);
            case EHLO -> ehloReplied(reply);
            // Whatever it says: only HELO counts.
            case RSET_BEFORE_HELO -> hello("HELO", SmtpState.HELO);
            case HELO -> heloReplied(reply);
            default -> throw new IllegalStateException("the session is not being opened in state " + state);
        };
    }

    private Next greeted(SmtpReply reply) {
        if (!reply.isPositive()) {
            return new Next.Drop(new Ending.Unavailable("greeting: " + reply));
        }
        return heloOnly ? hello("HELO", SmtpState.HELO) : hello("EHLO", SmtpState.EHLO);
    }

    private Next ehloReplied(SmtpReply reply) {
        if (reply.isPositive()) {
            return new Next.Open(Capabilities.of(reply));
        }
        if (reply.code() == SYNTAX_ERROR) {
            // It knows EHLO but not this name; HELO with the same name would fare no better.
            return new Next.Quit(new Ending.Unavailable("EHLO: " + reply));
        }
        // RFC 5321 §3.2: a server that does not know EHLO answers 500 or 502.
        return reply.isPermanent()
                ? new Next.Say(SmtpState.RSET_BEFORE_HELO, "RSET", Wait.RSET)
                : new Next.Quit(new Ending.NeedsHelo("EHLO: " + reply));
    }

    private Next heloReplied(SmtpReply reply) {
        if (reply.isPositive()) {
            return new Next.Open(Capabilities.NONE);
        }
        String reason = "HELO: " + reply;
        return new Next.Quit(heloOnly ? new Ending.Unavailable(reason) : new Ending.NeedsHelo(reason));
    }

    private Next hello(String verb, SmtpState state) {
        return new Next.Say(state, verb + " " + name, Wait.HELLO);
    }
}
