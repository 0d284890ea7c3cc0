package org.jmlmmj.maintd;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.reply.AdminMailWriter;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.core.text.TextCache;
import org.jmlmmj.core.text.Texts;
import org.jmlmmj.send.ReachableRelays;
import org.jmlmmj.send.StopSignal;

/**
 * What every task of a list works with. For one thread.
 *
 * @param list the list
 * @param report who is told what was done
 * @param settings what is the same for all lists
 */
record Work(MailingList list, Report report, Settings settings) {
    /**
     * What is the same for all lists. Thread-safe.
     *
     * @param library the installed list texts
     * @param reprocessor processes mails that were left in {@code incoming/}
     * @param relays knows which relays do not answer
     * @param stop asks for an early end
     * @param names source of names
     * @param process the number of this process
     */
    record Settings(
            Path library,
            Reprocessor reprocessor,
            ReachableRelays relays,
            StopSignal stop,
            RandomNames names,
            long process) {}

    /** Finds the list's texts. */
    Texts texts() {
        return Texts.of(list.directory(), settings.library(), TextCache.none(), list.syslog()::warning);
    }

    /** Writes the list's mails. */
    AdminMailWriter writer() {
        return new AdminMailWriter(list, texts(), settings.names(), settings.process());
    }

    /** The time; asked anew each time, as a relay may have been slow. */
    Instant now() {
        return list.clock().instant();
    }

    /** Whether something is older than it may be; what the clock says comes from the future is not. */
    boolean isOlder(Instant time, Duration life) {
        return time.plus(life).isBefore(now());
    }

    /** Whether the work is to end early. */
    boolean isStopped() {
        return settings.stop().isRequested();
    }
}
