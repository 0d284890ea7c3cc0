package org.jmlmmj.send.smtp;

/**
 * What became of the mail to one recipient (table in spec 03 §9.3). Every recipient that is handed to a connection gets exactly
 * one. Immutable and thread-safe.
 */
public sealed interface Outcome {
    /** The server has taken the mail: RFC 5321 §4.1.1.4, a positive reply after the final dot. */
    record Accepted(SmtpReply reply) implements Outcome {}

    /** The server will never take mail for this address. */
    record Refused(SmtpReply reply) implements Outcome {}

    /** The server did not take the mail; it may later. */
    record Deferred(Step step, SmtpReply reply) implements Outcome {}

    /** The connection broke, so the server may or may not have taken the mail: better twice than never. */
    record Lost(String reason) implements Outcome {}

    /** The mail is larger than the server takes, which it told beforehand (RFC 1870 §6.1). */
    record Oversized(long octets, long limit) implements Outcome {}

    /** The address needs SMTPUTF8, which this server does not offer (spec 03 §17.3). */
    record Unaddressable(String reason) implements Outcome {}

    /** The command that a server answered. */
    enum Step {
        MAIL,
        RCPT,
        DATA,
        /** The end of the message. */
        DOT
    }
}
