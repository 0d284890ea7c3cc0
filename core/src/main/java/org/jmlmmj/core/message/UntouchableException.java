package org.jmlmmj.core.message;

/** The body of a mail has to stay as it is; the message says why, for the log. */
final class UntouchableException extends Exception {
    private static final long serialVersionUID = 1L;

    UntouchableException(String why) {
        super(why);
    }

    /** Why, in words that can follow a colon. */
    String why() {
        return String.valueOf(getMessage());
    }
}
