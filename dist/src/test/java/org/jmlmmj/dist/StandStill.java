package org.jmlmmj.dist;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jmlmmj.core.test.ListFixture;

/**
 * Makes Java stand still in the middle of a post: it waits for the index of the list, which somebody else holds. To be let go. For
 * one thread.
 */
record StandStill(Path index, FileChannel holder) implements Closeable {
    /** From now on, whoever wants to number a post of the list waits. */
    static StandStill at(ListFixture list) throws IOException {
        Path index = list.path("index");
        FileChannel holder = FileChannel.open(index, StandardOpenOption.WRITE);
        holder.lock();
        return new StandStill(index, holder);
    }

    /** Waits until somebody stands still. */
    void await(Duration patience) throws IOException {
        String waiting = ":" + Files.getAttribute(index, "unix:ino") + " ";
        Awaitility.await()
                .atMost(patience)
                .until(() -> Files.readString(Path.of("/proc/locks"))
                        .lines()
                        .anyMatch(line -> line.contains("-> ") && line.contains(waiting)));
    }

    /** Lets everybody go on. */
    void letGo() throws IOException {
        holder.close();
    }

    @Override
    public void close() throws IOException {
        letGo();
    }
}
