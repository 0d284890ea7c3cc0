package org.jmlmmj.admin.backend;

import java.util.List;

/** A change that the backend refused or failed to make; nothing of it is left. */
public final class BackendException extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;
    private final transient List<String> warnings;

    private BackendException(String code, String message, List<String> warnings, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.warnings = List.copyOf(warnings);
    }

    @SuppressWarnings("NullAway") // Throwable takes no cause as null
    private BackendException(String code, List<String> warnings) {
        super(code);
        this.code = code;
        this.warnings = List.copyOf(warnings);
    }

    /** It must not be: the code says why, for example {@code NO_SUCH_DOMAIN}. */
    static BackendException refused(String code) {
        return new BackendException(code, List.of());
    }

    /** It must not be, with a word for a person. */
    static BackendException refused(String code, String warning) {
        return new BackendException(code, List.of(warning));
    }

    /** The server did not do it. */
    static BackendException failed(String code, Throwable cause) {
        return new BackendException(code, String.valueOf(cause.getMessage()), List.of(), cause);
    }

    /** The code for the client (spec 09 §11). */
    public String code() {
        return code;
    }

    /** What a person should know about it. */
    public List<String> warnings() {
        return warnings;
    }
}
