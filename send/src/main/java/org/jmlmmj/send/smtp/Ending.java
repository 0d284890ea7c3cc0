package org.jmlmmj.send.smtp;

/** Why a connection ended. Immutable and thread-safe. */
public sealed interface Ending {
    /** All is said. */
    record Finished() implements Ending {}

    /** The server cannot be reached or does not want to talk: nothing was sent. */
    record Unavailable(String reason) implements Ending {}

    /** {@code EHLO} was not understood; a new connection may try {@code HELO} (spec 03 §7.3). */
    record NeedsHelo(String reason) implements Ending {}

    /** TLS failed where it is only wished for; a new connection may do without. */
    record NeedsPlain(String reason) implements Ending {}

    /** The connection broke after it was ready; another one may work. */
    record Broken(String reason) implements Ending {}

    /** The server refuses one mail after the other; it makes no sense to go on. */
    record Refusing(SmtpReply last) implements Ending {}
}
