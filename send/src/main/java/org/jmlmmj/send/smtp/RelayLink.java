package org.jmlmmj.send.smtp;

/** A connection to a relay, for whoever opened it; what happens on it is told to its {@link Work}. Thread-safe. */
public interface RelayLink {
    /** There may be more to do, or nothing any more: goes on, or says good-bye. */
    void wake();

    /** Whether it has ended, which its {@link Work} was told or is told just now. */
    boolean isOver();

    /** Drops the connection; nothing is told to anybody any more. */
    void close();
}
