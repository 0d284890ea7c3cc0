package org.jmlmmj.core.list;

import java.io.IOException;

/** A list directory cannot be worked on; the message says which, why and what to do. Mending it makes the work possible. */
public final class ListException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The reason, as a person should read it. */
    public ListException(String message) {
        super(message);
    }

    ListException(String message, Throwable cause) {
        super(message, cause);
    }
}
