package org.jmlmmj.core.cli;

/**
 * How a program ends (DESIGN §3, spec 02 §1.4). Mail servers retry after 75 and bounce the mail after nearly everything
 * else, so every failure that may pass is {@link #TEMPORARY_FAILURE}. Immutable and thread-safe.
 */
public enum ExitStatus {
    /** Done, or the mail is stored. */
    OK(0),
    /**
     * Refused, or nothing changed; the reason is on standard error. The process ends with 10 and the launcher turns that into
     * 1, because {@code java} itself ends with 1 when it cannot start, which must count as temporary.
     */
    REFUSED(10),
    /** Wrong usage (EX_USAGE of sysexits). */
    USAGE(64),
    /** Try again later (EX_TEMPFAIL of sysexits). */
    TEMPORARY_FAILURE(75);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    /** The status of the Java process. */
    public int code() {
        return code;
    }
}
