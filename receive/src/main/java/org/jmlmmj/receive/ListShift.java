package org.jmlmmj.receive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.spool.Incoming;
import org.jmlmmj.core.spool.LockedFile;
import org.jmlmmj.core.spool.WaitingMails;

/**
 * The time in which this process, and no other, processes the mails of a list that wait in {@code incoming/} (decision 0008). It
 * lasts as long as {@code LIST/.worker.lock} is locked. While the file also holds a line that names the process
 * ({@link ProcessMark}), the launcher stores mails itself and starts no Java. For one thread.
 */
final class ListShift {
    static final String LOCK = ".worker.lock";

    /** Taken in one turn, so that other lists of the process have theirs. */
    private static final int TAKEN_AT_ONCE = 20;

    /** Each keeps its mail and its journal open. */
    private static final int MOST_POSTS = 8;

    private static final int MOST_OTHERS = 50;

    private final ListDirectory directory;
    private final Invocation invocation;
    private final Processing processing;
    private final Lane posts;
    private final Lane others;
    private LockedFile lock;
    private boolean hasFailed;
    private boolean isBroken;

    private ListShift(
            ListDirectory directory, Invocation invocation, Processing processing, Semaphore bell, LockedFile lock) {
        this.directory = directory;
        this.invocation = invocation;
        this.processing = processing;
        this.posts = new Lane(directory.path() + ": posts", bell, invocation.syslog());
        this.others = new Lane(directory.path() + ": other mails", bell, invocation.syslog());
        this.lock = lock;
    }

    /**
     * Begins, unless another process works on the list: that one sees what waits before it ends.
     *
     * @param bell rung when something was sent
     */
    static Optional<ListShift> begin(
            ListDirectory directory, Invocation invocation, Processing processing, Semaphore bell) throws IOException {
        return lock(directory).map(lock -> new ListShift(directory, invocation, processing, bell, lock));
    }

    private static Optional<LockedFile> lock(ListDirectory directory) throws IOException {
        return LockedFile.tryOpen(
                directory.path().resolve(LOCK), path -> directory.files().openOrCreate(path));
    }

    /** The list directory. */
    ListDirectory directory() {
        return directory;
    }

    /** Whether some mail could not be processed. */
    boolean hasFailed() {
        return hasFailed;
    }

    /** Lets the launcher know that somebody is at work. */
    void announce() throws IOException {
        FileChannel channel = lock.channel();
        ByteBuffer line = ByteBuffer.wrap(ProcessMark.line().getBytes(StandardCharsets.US_ASCII));
        channel.truncate(0);
        // One write at the very beginning, so that nobody reads half a line.
        channel.write(line, 0);
    }

    private void retract() throws IOException {
        lock.channel().truncate(0);
    }

    /**
     * Processes some of the mails that wait, in the order in which they were stored; what is to be sent is sent in the background.
     *
     * @return whether there was one
     */
    boolean advance() {
        try {
            return !isBroken && !isFull() && takeSome() > 0;
        } catch (IOException e) {
            isBroken = true;
            hasFailed = true;
            invocation.syslog().error(directory.path() + ": mails wait in incoming: " + FailureText.of(e));
            return false;
        }
    }

    private int takeSome() throws IOException {
        int taken = 0;
        WaitingMails waiting = directory.waiting();
        for (Path next : waiting.all()) {
            if (isFull() || taken == TAKEN_AT_ONCE || processing.stop().isRequested()) {
                break;
            }
            Optional<Path> mail = waiting.take(next);
            if (mail.isPresent()) {
                process(mail.get());
                taken++;
            }
        }
        return taken;
    }

    private boolean isFull() {
        return posts.pending() >= MOST_POSTS || others.pending() >= MOST_OTHERS;
    }

    private void process(Path mail) {
        try {
            Optional<byte[]> envelope = Incoming.envelope(mail);
            EnvelopeVariables variables =
                    envelope.isPresent() ? EnvelopeVariables.read(envelope.get()) : EnvelopeVariables.of(Map.of());
            processing.process(
                    directory, invocation, variables, mail, inner -> new LanedDistribution(inner, posts, others));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            hasFailed = true;
            invocation.syslog().error(mail + ": stays for maintenance: " + FailureText.of(e));
        }
    }

    /** Whether everything that was taken is done. */
    boolean isIdle() {
        return posts.pending() == 0 && others.pending() == 0;
    }

    /**
     * Ends, unless more has come. Nobody's mail is overlooked: who reads our line or finds the lock held has given his mail away
     * before, and after either is gone we look again.
     *
     * @return whether it has ended
     */
    boolean end() throws IOException {
        retract();
        if (hasMore()) {
            announce();
            return false;
        }
        lock.close();
        Optional<LockedFile> again = hasMore() ? lock(directory) : Optional.empty();
        if (again.isEmpty()) {
            return true;
        }
        lock = again.get();
        announce();
        return false;
    }

    private boolean hasMore() throws IOException {
        return !isBroken
                && !processing.stop().isRequested()
                && !directory.waiting().all().isEmpty();
    }

    /** Ends at once, whatever waits. */
    void abandon() throws IOException {
        try {
            retract();
        } finally {
            lock.close();
        }
    }
}
