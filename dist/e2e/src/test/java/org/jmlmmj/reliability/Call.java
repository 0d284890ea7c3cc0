package org.jmlmmj.reliability;

/**
 * One system call of a traced program.
 *
 * @param thread the number of the thread that made it
 * @param name the call, for example {@code openat}
 * @param number which call of this name it is in its thread, from 1 on; strace counts in the same way
 * @param text the line of the trace
 */
record Call(String thread, String name, int number, String text) {
    /** Whether it is the same call in another run. */
    boolean isSame(Call other) {
        return name.equals(other.name) && number == other.number;
    }
}
