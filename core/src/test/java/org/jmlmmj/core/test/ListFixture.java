package org.jmlmmj.core.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.spool.RandomNames;

/**
 * A list directory for a test, as {@code mlmmj-make-ml} leaves it: {@code birds@example.org}, owned by whoever runs the test,
 * at noon of 4 March 2025 UTC, with names that count up from 0. Not thread-safe.
 */
public final class ListFixture {
    /** The time of the list's clock. */
    public static final Instant NOON = Instant.parse("2025-03-04T12:00:00Z");

    private static final List<String> FOLDERS = List.of(
            "incoming",
            "queue/discarded",
            "archive",
            "text",
            "subconf",
            "unsubconf",
            "bounce",
            "control",
            "moderation",
            "subscribers.d",
            "digesters.d",
            "requeue",
            "nomailsubs.d");

    private final Path folder;
    private final RecordingSyslog syslog = new RecordingSyslog();
    private final AtomicLong counter = new AtomicLong();

    private ListFixture(Path folder) {
        this.folder = folder;
    }

    /** Makes the list in a new folder below the one given. */
    public static ListFixture in(Path parent) {
        ListFixture list = new ListFixture(parent.resolve("birds"));
        for (String name : FOLDERS) {
            list.unchecked(() -> Files.createDirectories(list.path(name)));
        }
        return list.file("index", "")
                .control("listaddress", "birds@example.org\n")
                .control("owner", "keeper@example.org\n");
    }

    /** A list directory that is there already. */
    public static ListFixture of(Path list) {
        return new ListFixture(list);
    }

    /** An action on files. */
    private interface FileAction<T> {
        T run() throws IOException;
    }

    private <T> T unchecked(FileAction<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The list directory. */
    public Path folder() {
        return folder;
    }

    /** A file or folder of the list. */
    public Path path(String name) {
        return folder.resolve(name);
    }

    /** Writes a control file. */
    public ListFixture control(String name, String content) {
        return file("control/" + name, content);
    }

    /** Writes any file of the list, as UTF-8. */
    public ListFixture file(String name, String content) {
        unchecked(() -> Files.writeString(path(name), content));
        return this;
    }

    /** Adds normal subscribers by hand. */
    public ListFixture subscribers(String... addresses) {
        return lines("subscribers.d", addresses);
    }

    /** Adds lines to the subscriber files of a folder by hand, each to the file of its first character. */
    public ListFixture lines(String subscriberFolder, String... lines) {
        for (String line : lines) {
            Path file = path(subscriberFolder).resolve(line.substring(0, 1));
            unchecked(() -> Files.writeString(
                    file,
                    line + "\n",
                    StandardCharsets.UTF_8,
                    java.nio.file.StandardOpenOption.CREATE,
                    java.nio.file.StandardOpenOption.APPEND));
        }
        return this;
    }

    /** The content of a file, every octet one character. */
    public String content(String name) {
        return unchecked(() -> Files.readString(path(name), StandardCharsets.ISO_8859_1));
    }

    /** Whether a file or folder is there. */
    public boolean has(String name) {
        return Files.exists(path(name), LinkOption.NOFOLLOW_LINKS);
    }

    /** The names in a folder of the list, sorted, without lock files of subscriber folders; empty if it is missing. */
    public List<String> names(String subfolder) {
        if (!has(subfolder)) {
            return List.of();
        }
        return unchecked(() -> {
            try (Stream<Path> entries = Files.list(path(subfolder))) {
                return entries.map(entry -> String.valueOf(entry.getFileName()))
                        .filter(name -> !(subfolder.endsWith(".d") && name.startsWith(".") && name.endsWith(".lock")))
                        .sorted()
                        .toList();
            }
        });
    }

    /** What was logged. */
    public RecordingSyslog syslog() {
        return syslog;
    }

    /** Names 0000000000000001, 0000000000000002, … */
    public RandomNames names() {
        return RandomNames.of(counter::incrementAndGet);
    }

    /** The list's clock, which stands still. */
    public Clock clock() {
        return Clock.fixed(NOON, ZoneOffset.UTC);
    }

    /** The list directory, opened. */
    public ListDirectory directory() {
        return unchecked(() -> ListDirectory.open(folder, names()));
    }

    /** The list, opened. */
    public MailingList open() {
        return unchecked(() -> MailingList.open(directory(), clock(), syslog));
    }
}
