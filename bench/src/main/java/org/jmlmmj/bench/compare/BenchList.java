package org.jmlmmj.bench.compare;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A list directory that both softwares understand, with as many subscribers as wanted. Not thread-safe. */
public final class BenchList {
    private static final List<String> FOLDERS = List.of(
            "archive",
            "bounce",
            "control",
            "digesters.d",
            "incoming",
            "moderation",
            "nomailsubs.d",
            "queue",
            "queue/discarded",
            "requeue",
            "subconf",
            "subscribers.d",
            "text",
            "unsubconf");
    private static final String LINE =
            "Herons are long-legged, long-necked birds of lakes and rivers all over the world.\n";
    private static final String HEADERS =
            "Return-Path: <ann@a.example>\nDelivered-To: birds@lists.example\nFrom: ann@a.example\nTo: birds@lists.example\nSubject: herons\n"
                    + "Message-ID: <1@a.example>\nDate: Tue, 4 Mar 2025 12:00:00 +0000\n\n";

    private final Path folder;

    private BenchList(Path folder) {
        this.folder = folder;
    }

    /** Makes a list below a folder. */
    public static BenchList make(Path parent, String name, int port) throws IOException {
        Path folder = Files.createDirectories(parent.resolve(name));
        for (String sub : FOLDERS) {
            Files.createDirectories(folder.resolve(sub));
        }
        BenchList list = new BenchList(folder);
        list.control("listaddress", "birds@lists.example\n")
                .control("smtpport", port + "\n")
                .control("smtphelo", "lists.example\n");
        Files.writeString(folder.resolve("index"), "0");
        return list;
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    /** Writes a control file. */
    public BenchList control(String name, String content) throws IOException {
        Files.writeString(folder.resolve("control").resolve(name), content);
        return this;
    }

    /** Subscribers in one file per first letter, as subscribing makes them. */
    public BenchList subscribers(int count) throws IOException {
        for (char letter = 'a'; letter <= 'z'; letter++) {
            Path file = folder.resolve("subscribers.d").resolve(String.valueOf(letter));
            Files.deleteIfExists(file);
            if (letter - 'a' >= count) {
                continue;
            }
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                for (int i = letter - 'a'; i < count; i += 26) {
                    out.write(letter + ".subscriber" + i + "@example" + i % 100 + ".example\n");
                }
            }
        }
        return this;
    }

    /** A mail of that size. */
    public static String mail(int octets) {
        int lines = Math.max(0, octets - HEADERS.length());
        String text = LINE.repeat(lines / LINE.length() + 1).substring(0, Math.max(0, lines - 1));
        return HEADERS + text + "\n";
    }

    /** Puts a mail into the queue. */
    public Path queue(int octets) throws IOException {
        return Files.writeString(folder.resolve("queue/0123456789abcdef"), mail(octets));
    }

    /**
     * Checks that the last mail is done with.
     *
     * @throws IOException if it is not, or somebody did not get it
     */
    void requireDelivered() throws IOException {
        try (Stream<Path> requeued = Files.list(folder.resolve("requeue"))) {
            if (requeued.findAny().isPresent() || Files.exists(folder.resolve("queue/0123456789abcdef"))) {
                throw new IOException(folder + ": not everybody got the mail");
            }
        }
    }

    /** Whether a mail is still in work. */
    boolean isBusy() throws IOException {
        try (Stream<Path> queued = Files.list(folder.resolve("queue"));
                Stream<Path> incoming = Files.list(folder.resolve("incoming"))) {
            return queued.anyMatch(Files::isRegularFile) || incoming.findAny().isPresent();
        }
    }

    /**
     * Waits until nothing works on the list: what runs on in the background would slow down the next run.
     *
     * @throws TimeoutException if that takes longer
     */
    public void awaitEnd(Duration longest) throws IOException, InterruptedException, TimeoutException {
        long limit = System.nanoTime() + longest.toNanos();
        while (isBusy() || isRunning()) {
            if (System.nanoTime() > limit) {
                throw new TimeoutException(folder + ": the work does not end");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** The command line of whoever works on it names the list, whoever the parent is by now. */
    private boolean isRunning() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .anyMatch(process -> process.info()
                        .arguments()
                        .filter(arguments -> List.of(arguments).contains(folder.toString()))
                        .isPresent());
    }

    /** Deletes the posts that are archived, which add up to gigabytes. */
    public void clear() throws IOException {
        try (Stream<Path> archived = Files.list(folder.resolve("archive"))) {
            for (Path mail : archived.toList()) {
                Files.delete(mail);
            }
        }
    }

    /** Deletes a folder with everything in it. */
    public static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
