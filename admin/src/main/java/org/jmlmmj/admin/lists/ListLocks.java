package org.jmlmmj.admin.lists;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jmlmmj.core.address.EmailAddress;

/** Lets one request at a time change a list, as most of them read, decide and write (spec 09 D8). Thread-safe. */
public final class ListLocks {
    /** Lists that fall together wait for each other for no reason, but rarely. */
    private static final int LOCKS = 256;

    private final ReentrantLock[] locks =
            IntStream.range(0, LOCKS).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);

    /** Waits until the list is free; the result must be unlocked by the same thread. */
    public Lock lock(EmailAddress list) {
        ReentrantLock lock = locks[place(list)];
        lock.lock();
        return lock;
    }

    /**
     * Whether the first of two lists must be locked before the second. The order is that of the locks: by any other, two pairs of
     * lists that share locks could wait for each other for ever.
     */
    boolean comesFirst(EmailAddress first, EmailAddress second) {
        return place(first) <= place(second);
    }

    private static int place(EmailAddress list) {
        return Math.floorMod(list.hashCode(), LOCKS);
    }
}
