package org.jmlmmj.send.smtp;

import java.time.Duration;

/**
 * What a client waits for, and how long at most (spec 03 §7.1). RFC 5321 §4.5.3.2 asks for at least 5 minutes for the greeting,
 * MAIL and RCPT, 2 for DATA, 3 for each block of the message, 10 for the answer to its end: a server that delivers before
 * it answers needs them. Immutable and thread-safe.
 */
public enum Wait {
    /** One address of the server accepts the connection. */
    CONNECT(Duration.ofSeconds(30)),
    /** RFC 5321 §4.5.3.2.1. */
    GREETING(Duration.ofMinutes(5)),
    /** EHLO and HELO. */
    HELLO(Duration.ofMinutes(5)),
    /** RFC 5321 §4.5.3.2.2. */
    MAIL(Duration.ofMinutes(5)),
    /** RFC 5321 §4.5.3.2.3. */
    RCPT(Duration.ofMinutes(5)),
    /** RFC 5321 §4.5.3.2.4. */
    DATA(Duration.ofMinutes(2)),
    /** RFC 5321 §4.5.3.2.5: the server takes another block of the message. */
    WRITE(Duration.ofMinutes(3)),
    /** RFC 5321 §4.5.3.2.6: the answer after the final dot. */
    DOT(Duration.ofMinutes(10)),
    /** The answer to RSET. */
    RSET(Duration.ofMinutes(5)),
    /** The answer to QUIT, which changes nothing any more. */
    QUIT(Duration.ofSeconds(30));

    private final Duration longest;

    Wait(Duration longest) {
        this.longest = longest;
    }

    /** The time after which the connection is given up, unless {@link Timeouts} say otherwise. */
    public Duration longest() {
        return longest;
    }
}
