package org.jmlmmj.core.cli;

/** A program cannot do what it was asked, and trying again will not help; the message is meant for the person who asked. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Refused for the reason given. */
    public RefusedException(String message) {
        super(message);
    }
}
