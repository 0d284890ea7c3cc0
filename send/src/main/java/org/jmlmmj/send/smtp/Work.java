package org.jmlmmj.send.smtp;

import java.util.Optional;

/**
 * Where connections get their transactions from and where results go. Called on the network's thread, so nothing here may
 * block; implementations are thread-safe, as several connections share one.
 */
public interface Work {
    /** A connection is open and will ask for mails. */
    void opened();

    /**
     * The next transaction, whose recipients the caller will report as {@link #done}, or which it will hand back; empty if there is
     * none at the moment.
     *
     * @param ahead whether the caller is still busy with another one
     */
    Optional<Transaction> next(boolean ahead);

    /** Whether {@link #next} will give nothing any more. */
    boolean isOver();

    /** What became of a recipient. */
    void done(Recipient recipient, Outcome outcome);

    /** The mail was not begun, so another connection may take it. */
    void giveBack(Transaction transaction);

    /** The relay takes no batches; nothing of this one was sent. */
    void unbatch(Transaction transaction, String reason);

    /** The connection is gone; nothing else comes from it. */
    void ended(Ending ending);
}
