package org.jmlmmj.core.spool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A process that locks the file named by its first argument as the original's programs do, says {@code locked}, and then obeys
 * one command per line: {@code append TEXT}, {@code replace TEXT}, {@code delete}, {@code release}, {@code wait FILE} (for a
 * lock on another file, in a thread of its own).
 */
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (FileChannel channel = lock(file)) {
            out.println("locked");
            String command = in.readLine();
            while (command != null && !command.equals("release")) {
                obey(command, file, channel, out);
                command = in.readLine();
            }
        }
        out.println("released");
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        channel.lock();
        return channel;
    }

    private static void obey(String command, Path file, FileChannel channel, PrintStream out) throws IOException {
        String text = command.substring(command.indexOf(' ') + 1);
        if (command.startsWith("append ")) {
            channel.write(StandardCharsets.UTF_8.encode(text), channel.size());
        } else if (command.startsWith("replace ")) {
            Path other = file.resolveSibling("other");
            Files.writeString(other, text);
            Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
        } else if (command.equals("delete")) {
            Files.delete(file);
        } else if (command.startsWith("wait ")) {
            new Thread(() -> await(Path.of(text), out)).start();
        } else {
            throw new IllegalArgumentException(command);
        }
        out.println("done: " + command);
    }

    private static void await(Path file, PrintStream out) {
        try (FileChannel channel = lock(file)) {
            out.println("got " + file.getFileName() + " of " + channel.size() + " octets");
        } catch (IOException e) {
            out.println(e);
        }
    }
}
