package org.jmlmmj.send.smtp;

import java.io.IOException;

/** What a server sent is no SMTP reply, or a larger one than we take; the message says how. */
public final class GarbledReplyException extends IOException {
    private static final long serialVersionUID = 1L;

    GarbledReplyException(String message) {
        super(message);
    }
}
