package org.jmlmmj.send.smtp;

import java.util.Optional;

/**
 * Where connections get their transactions from and where results go. Called on the network's thread, so nothing here may
 * block; implementations are thread-safe, as several connections share one.
 */
public interface Work {
    /** The next transaction, which the caller will report as {@link #done}; empty if there is none at the moment. */
    Optional<Transaction> next();

    /** Whether {@link #next} will give nothing any more. */
    boolean isOver();

    /** What became of a transaction. */
    void done(Recipient recipient, Outcome outcome);

    /** The connection is gone; nothing else comes from it. */
    void ended(Ending ending);
}
