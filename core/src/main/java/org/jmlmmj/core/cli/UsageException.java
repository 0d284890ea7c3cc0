package org.jmlmmj.core.cli;

/** The command line is wrong; the message says how, in one line without the program's name. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Wrong usage for the reason given. */
    public UsageException(String message) {
        super(message);
    }
}
