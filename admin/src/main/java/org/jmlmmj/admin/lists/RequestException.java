package org.jmlmmj.admin.lists;

import java.util.List;

/** A request that was not carried out; nothing has changed. */
public final class RequestException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<String> warnings;

    /** @param code for the client (spec 09 §11), for example {@code NO_SUCH_ACCOUNT} */
    public RequestException(String code) {
        super(code);
        this.warnings = List.of();
    }

    /**
     * With what a person should know, or with what went wrong for the log.
     *
     * @param code for the client
     */
    public RequestException(String code, List<String> warnings, Throwable cause) {
        super(code, cause);
        this.warnings = List.copyOf(warnings);
    }

    /** The code for the client. */
    public String code() {
        return String.valueOf(getMessage());
    }

    /** What a person should know. */
    public List<String> warnings() {
        return warnings;
    }
}
