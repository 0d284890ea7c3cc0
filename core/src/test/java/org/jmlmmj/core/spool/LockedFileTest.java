package org.jmlmmj.core.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jmlmmj.core.test.ChildJvm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LockedFileTest {
    private static final Executor NEW_THREAD = task -> new Thread(task, "waiter").start();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void makeFile() throws IOException {
        file = Files.writeString(folder.resolve("file"), "old");
    }

    private static FileChannel openExisting(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static FileChannel openOrCreate(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    }

    /** Opens the file in another thread, and returns once that is about to ask for the lock. */
    private CompletableFuture<LockedFile> beginToOpen(LockedFile.Opener opener) throws InterruptedException {
        CountDownLatch opened = new CountDownLatch(1);
        CompletableFuture<LockedFile> waiter = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return LockedFile.open(file, path -> {
                            FileChannel channel = opener.open(path);
                            opened.countDown();
                            return channel;
                        });
                    } catch (IOException e) {
                        opened.countDown();
                        throw new java.io.UncheckedIOException(e);
                    }
                },
                NEW_THREAD);
        opened.await();
        return waiter;
    }

    private static String content(LockedFile locked) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(100);
        int n = locked.channel().read(buffer, 0);
        return n < 0 ? "" : new String(buffer.array(), 0, n, StandardCharsets.UTF_8);
    }

    @Test
    void waits_until_another_process_lets_go() throws Exception {
        try (ChildJvm holder = ChildJvm.start(LockHolder.class, file.toString()).await("locked")) {
            CompletableFuture<LockedFile> waiter = beginToOpen(LockedFileTest::openExisting);
            holder.say("append , changed by the holder");
            holder.say("release");
            try (LockedFile locked = waiter.get()) {
                assertThat(content(locked)).isEqualTo("old, changed by the holder");
            }
        }
    }

    @Test
    void another_process_waits_until_this_one_lets_go() throws Exception {
        try (ChildJvm other = ChildJvm.start(
                        LockHolder.class, folder.resolve("mine").toString())
                .await("locked")) {
            try (LockedFile locked = LockedFile.open(file, LockedFileTest::openExisting)) {
                other.say("wait " + file);
                other.await("done: wait " + file);
                locked.channel().write(StandardCharsets.UTF_8.encode("longer text"), 0);
            }
            other.await("got file of 11 octets");
        }
    }

    @Test
    void does_not_wait_for_another_process_when_only_trying() throws Exception {
        try (ChildJvm holder = ChildJvm.start(LockHolder.class, file.toString()).await("locked")) {
            assertThat(LockedFile.tryOpen(file, LockedFileTest::openExisting)).isEmpty();
            holder.say("release");
            holder.await("released");
            try (LockedFile locked =
                    LockedFile.tryOpen(file, LockedFileTest::openExisting).orElseThrow()) {
                assertThat(content(locked)).isEqualTo("old");
            }
        }
    }

    @Test
    void does_not_wait_for_another_thread_when_only_trying() throws Exception {
        try (LockedFile locked = LockedFile.open(file, LockedFileTest::openExisting)) {
            assertThat(LockedFile.tryOpen(file, LockedFileTest::openExisting)).isEmpty();
            assertThat(locked.channel().isOpen()).isTrue();
        }
        LockedFile.tryOpen(file, LockedFileTest::openExisting).orElseThrow().close();
    }

    @Test
    void waits_for_another_thread() throws Exception {
        CompletableFuture<LockedFile> waiter;
        AtomicInteger opened = new AtomicInteger();
        try (LockedFile locked = LockedFile.open(file, LockedFileTest::openExisting)) {
            waiter = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return LockedFile.open(file, path -> {
                                opened.incrementAndGet();
                                return openExisting(path);
                            });
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    },
                    NEW_THREAD);
            awaitThreadThatWaits();
            assertThat(opened).as("opened, which would give the lock away").hasValue(0);
            locked.channel().write(StandardCharsets.UTF_8.encode("new"), 0);
        }
        try (LockedFile locked = waiter.get()) {
            assertThat(content(locked)).isEqualTo("new");
        }
    }

    private static void awaitThreadThatWaits() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .anyMatch(thread ->
                                thread.getName().equals("waiter") && thread.getState() == Thread.State.WAITING));
    }

    @Test
    void stops_waiting_for_another_thread_when_interrupted() throws Exception {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        try (LockedFile locked = LockedFile.open(file, LockedFileTest::openExisting)) {
            Thread thread = new Thread(
                    () -> {
                        try {
                            LockedFile.open(file, LockedFileTest::openExisting).close();
                            failure.complete(new AssertionError("got the lock"));
                        } catch (IOException e) {
                            failure.complete(Thread.currentThread().isInterrupted() ? e : new AssertionError(e));
                        }
                    },
                    "waiter");
            thread.start();
            awaitThreadThatWaits();
            thread.interrupt();
            assertThat(failure.get()).isInstanceOf(IOException.class).hasMessageContaining("interrupted");
            assertThat(locked.channel().isOpen()).isTrue();
        }
    }

    @Test
    void holds_the_new_file_when_the_path_was_replaced_while_it_waited() throws Exception {
        try (ChildJvm holder = ChildJvm.start(LockHolder.class, file.toString()).await("locked")) {
            CompletableFuture<LockedFile> waiter = beginToOpen(LockedFileTest::openExisting);
            holder.say("replace new");
            holder.say("release");
            try (LockedFile locked = waiter.get()) {
                assertThat(content(locked)).isEqualTo("new");
            }
        }
    }

    @Test
    void creates_the_file_anew_when_its_holder_deleted_it() throws Exception {
        try (ChildJvm holder = ChildJvm.start(LockHolder.class, file.toString()).await("locked")) {
            CompletableFuture<LockedFile> waiter = beginToOpen(LockedFileTest::openOrCreate);
            holder.say("delete");
            holder.say("release");
            try (LockedFile locked = waiter.get()) {
                assertThat(content(locked)).isEmpty();
                assertThat(file).isEmptyFile();
            }
        }
    }

    @Test
    void tells_that_the_file_is_gone_when_its_holder_deleted_it() throws Exception {
        try (ChildJvm holder = ChildJvm.start(LockHolder.class, file.toString()).await("locked")) {
            CompletableFuture<LockedFile> waiter = beginToOpen(LockedFileTest::openExisting);
            holder.say("delete");
            holder.say("release");
            assertThatThrownBy(waiter::get).hasRootCauseInstanceOf(NoSuchFileException.class);
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void is_not_fooled_by_a_new_file_that_got_the_inode_of_the_old_one() throws Exception {
        Object old = fileKey();
        Object change = Files.getAttribute(file, "unix:ctime");
        Path second = Files.writeString(folder.resolve("second"), "second");
        AtomicInteger attempts = new AtomicInteger();
        LockedFile.Opener opener = path -> {
            if (attempts.incrementAndGet() > 1) {
                return openExisting(path);
            }
            // What other processes may do between any two steps: the file that is opened is not the one seen before,
            // and when the lock is there, the path names a third one.
            Files.move(second, path, StandardCopyOption.ATOMIC_MOVE);
            FileChannel channel = openExisting(path);
            do {
                Files.delete(path);
                Files.writeString(path, "third");
            } while (Files.getAttribute(path, "unix:ctime").equals(change));
            return channel;
        };
        try (LockedFile locked = LockedFile.open(file, opener)) {
            assumeThat(fileKey())
                    .as("the file system gives an inode to the next file")
                    .isEqualTo(old);
            assertThat(content(locked)).isEqualTo("third");
        }
    }

    private Object fileKey() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    @Test
    void lets_go_of_everything_when_the_opener_fails() throws Exception {
        assertThatThrownBy(() -> LockedFile.open(file, path -> {
                    throw new IOException("cannot be opened");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot be opened");
        LockedFile.tryOpen(file, LockedFileTest::openExisting).orElseThrow().close();
    }

    @Test
    void creates_a_file_that_is_missing_and_locks_it() throws Exception {
        Files.delete(file);
        try (LockedFile locked = LockedFile.open(file, LockedFileTest::openOrCreate)) {
            assertThat(locked.path()).isEqualTo(file.toRealPath());
            Optional<LockedFile> second = LockedFile.tryOpen(file, LockedFileTest::openOrCreate);
            assertThat(second).isEmpty();
        }
    }

    @Test
    void knows_a_file_by_every_name_of_its_folder() throws Exception {
        Path alias = Files.createSymbolicLink(folder.resolveSibling(folder.getFileName() + "-alias"), folder);
        try (LockedFile locked = LockedFile.open(file, LockedFileTest::openExisting)) {
            assertThat(LockedFile.tryOpen(alias.resolve("file"), LockedFileTest::openExisting))
                    .isEmpty();
            assertThat(locked.channel().isOpen()).isTrue();
        } finally {
            Files.delete(alias);
        }
    }

    @Test
    void waits_although_the_kernel_takes_threads_of_two_processes_for_a_deadlock() throws Exception {
        Path theirs = folder.resolve("theirs");
        try (LockedFile mine = LockedFile.open(file, LockedFileTest::openExisting);
                ChildJvm holder =
                        ChildJvm.start(LockHolder.class, theirs.toString()).await("locked")) {
            // One of its threads holds theirs, another one waits for mine.
            holder.say("wait " + file);
            holder.await("done: wait " + file);
            awaitProcessThatWaits(holder.pid());
            file = theirs;
            CompletableFuture<LockedFile> waiter = beginToOpen(LockedFileTest::openExisting);
            holder.say("append from the holder");
            holder.say("release");
            try (LockedFile locked = waiter.get()) {
                assertThat(content(locked)).isEqualTo("from the holder");
            }
            assertThat(mine.channel().isOpen()).isTrue();
        }
    }

    private static void awaitProcessThatWaits(long pid) {
        Path locks = Path.of("/proc/locks");
        assumeThat(locks).exists();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> Files.readAllLines(locks).stream()
                        .anyMatch(line -> line.contains("-> POSIX") && line.contains(" " + pid + " ")));
    }

    @Test
    void tells_whether_a_file_is_held(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("mail"));
        try (LockedFile held = LockedFile.open(file, DurableFiles::openExisting)) {
            assertThat(LockedFile.isHeld(held.path())).isTrue();
        }
        assertThat(LockedFile.isHeld(file)).isFalse();
        assertThat(LockedFile.isHeld(file)).isFalse();
    }
}
