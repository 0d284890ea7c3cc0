package org.jmlmmj.reliability;

import java.util.List;
import java.util.Locale;

/** What happens to a program in place of one of its system calls. */
enum Fault {
    /** The process dies before the call, with all its threads. */
    KILL("signal=KILL", ""),
    /** The disk is broken. */
    EIO("error=EIO", ""),
    /** The disk is full; only for calls that take room. */
    ENOSPC("error=ENOSPC", "openat write pwrite64 fsync fdatasync rename link mkdir"),
    /** The process has too many files open; only for calls that open one. */
    EMFILE("error=EMFILE", "openat");

    private final String injection;
    private final String calls;

    Fault(String injection, String calls) {
        this.injection = injection;
        this.calls = calls;
    }

    /** Whether a call can fail in this way. */
    boolean mayHit(String call) {
        return calls.isEmpty() || List.of(calls.split(" ")).contains(call);
    }

    /** The option of strace that makes it so for one call. */
    String option(Call call) {
        return "inject=" + call.name() + ":" + injection + ":when=" + call.number();
    }

    @Override
    public String toString() {
        return this == KILL ? "kill -9" : name().toUpperCase(Locale.ROOT);
    }
}
