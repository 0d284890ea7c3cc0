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
    /** STARTTLS is sent. */
    STARTTLS,
    /** TLS begins; SMTP goes on when it is there. */
    HANDSHAKE,
    /** EHLO is sent under TLS. */
    SECURE_EHLO,
    /** AUTH LOGIN is sent, which asks for the user. */
    AUTH_USER,
    /** The user is sent, and the password will be asked for. */
    AUTH_PASSWORD,
    /** All credentials are sent. */
    AUTH,
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
