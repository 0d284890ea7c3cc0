package org.jmlmmj.admin.api;

/** A request whose form is wrong, so that nobody can say what it asks for. */
final class BadRequestException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message for the client */
    BadRequestException(String message) {
        super(message);
    }
}
