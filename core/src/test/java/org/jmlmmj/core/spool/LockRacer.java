package org.jmlmmj.core.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A process whose threads count in one file, each step under a lock on another file, which the holder then deletes, replaces or
 * leaves alone. Arguments: folder, number of threads, steps per thread.
 */
final class LockRacer {
    private final Path guard;
    private final Path count;

    private LockRacer(Path folder) {
        this.guard = folder.resolve("guard");
        this.count = folder.resolve("count");
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        LockRacer racer = new LockRacer(Path.of(arguments[0]));
        int steps = Integer.parseInt(arguments[2]);
        System.out.println("ready");
        if (System.in.read() < 0) {
            return;
        }
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            Thread thread = new Thread(() -> racer.run(steps));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void run(int steps) {
        for (int i = 0; i < steps; i++) {
            try (LockedFile locked = LockedFile.open(guard, LockRacer::open)) {
                step();
                if (i % 3 == 0) {
                    Files.delete(locked.path());
                } else if (i % 3 == 1) {
                    Path other = Files.createTempFile(guard.getParent(), "new", "");
                    Files.move(other, guard, StandardCopyOption.ATOMIC_MOVE);
                }
            } catch (IOException e) {
                System.out.println("failed: " + e);
            }
        }
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    }

    /** Reads, adds 1, writes: two at once lose a step. */
    private void step() throws IOException {
        int number = Integer.parseInt(Files.readString(count, StandardCharsets.US_ASCII));
        Files.writeString(count, Integer.toString(number + 1), StandardCharsets.US_ASCII);
    }
}
