package org.jmlmmj.receive;

/** An expression cannot be used in an access rule. */
public final class UnusablePatternException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    UnusablePatternException(String reason) {
        super("the expression " + reason);
        this.reason = reason;
    }

    /** What is wrong, in words that complete "the expression ...". */
    public String reason() {
        return reason;
    }
}
