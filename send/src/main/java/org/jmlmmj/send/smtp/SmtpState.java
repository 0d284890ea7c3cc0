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
    /** The session is open: mails are under way, or may be. */
    OPEN,
    /** QUIT is sent. */
    QUIT,
    /** It is over. */
    CLOSED;

    /** Whether the session is still being set up, so that no recipient is concerned. */
    boolean isOpening() {
        return compareTo(OPEN) < 0;
    }
}
