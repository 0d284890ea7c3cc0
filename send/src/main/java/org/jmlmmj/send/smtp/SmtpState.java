package org.jmlmmj.send.smtp;

/** Where an {@link SmtpConversation} stands. Immutable and thread-safe. */
public enum SmtpState {
    /** No connection yet. */
    CONNECTING,
    /** Connected; the server has to speak first (RFC 5321 §3.1). */
    GREETING,
    /** EHLO is sent. */
    EHLO,
    /** EHLO was refused and RSET is sent, after which HELO is tried. */
    RSET_BEFORE_HELO,
    /** HELO is sent. */
    HELO,
    /** Nothing is under way. */
    READY,
    /** MAIL is sent. */
    MAIL,
    /** RCPT is sent. */
    RCPT,
    /** DATA is sent. */
    DATA,
    /** The message is being sent. */
    MESSAGE,
    /** The final dot is sent. */
    DOT,
    /** RSET is sent, after a refusal. */
    RSET,
    /** QUIT is sent. */
    QUIT,
    /** It is over. */
    CLOSED;

    /** Whether the session is still being set up, so that no recipient is concerned. */
    boolean isOpening() {
        return compareTo(READY) < 0;
    }
}
