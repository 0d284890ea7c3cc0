package org.jmlmmj.core.message;

import java.io.IOException;

/** The headers of a mail are larger than any honest mail's; the message says by which measure. */
public final class OversizedHeadersException extends IOException {
    private static final long serialVersionUID = 1L;

    OversizedHeadersException(String message) {
        super(message);
    }
}
