package org.jmlmmj.core.subscriber;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Removes an address from a subscriber file as the original's {@code mlmmj-unsub} does it: the file is open before the lock file
 * is. Says {@code open}, and {@code done} at the end.
 */
final class OriginalUnsubscription {
    private OriginalUnsubscription() {}

    /** Arguments: the file, the address. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        Path guard = file.resolveSibling("." + file.getFileName() + ".lock");
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel open = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            System.out.println("open");
            try (FileChannel lock = FileChannel.open(guard, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
                lock.lock();
                open.lock();
                ByteBuffer content = ByteBuffer.allocate((int) open.size());
                open.read(content, 0);
                String lines = new String(content.array(), StandardCharsets.UTF_8);
                Files.writeString(draft, lines.replace(arguments[1] + "\n", ""));
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Files.deleteIfExists(guard);
        System.out.println("done");
    }
}
