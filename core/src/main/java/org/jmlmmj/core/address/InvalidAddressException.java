package org.jmlmmj.core.address;

/** A text is no mail address; the message says why, in words fit for the person who wrote it. */
public final class InvalidAddressException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidAddressException(String message) {
        super(message);
    }
}
