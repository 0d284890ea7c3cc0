package org.jmlmmj.maintd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.send.ReachableRelays;
import org.jmlmmj.send.StopSignal;

/** A list whose maintenance a test runs, at times of the test's choice. Not thread-safe. */
final class MaintainedList {
    static final String POST = "From: Ann <ann@x.example>\nSubject: Swans\n\nOn the pond.\n";

    private final ListFixture files;
    private final List<Path> processed = new ArrayList<>();
    private final StopSignal stop = new StopSignal();
    private Instant now = ListFixture.NOON;
    private ZoneId zone = ZoneOffset.UTC;
    private Reprocessor reprocessor = this::process;
    private Tally tally = new Tally();

    private MaintainedList(ListFixture files) {
        this.files = files;
    }

    /** A list whose mails go to the peer; all its files are made now, at noon. */
    static MaintainedList in(Path folder, ScriptedSmtpPeer peer) {
        ListFixture files =
                ListFixture.in(folder).control("relayhost", "127.0.0.1\n").control("smtpport", peer.port() + "\n");
        MaintainedList list = new MaintainedList(files);
        list.age("index", Duration.ZERO);
        return list;
    }

    private void process(Path list, Path mail) throws IOException {
        processed.add(mail);
        Files.delete(mail);
    }

    ListFixture files() {
        return files;
    }

    /** Mails that were processed, as the stand-in for {@code mlmmj-process} saw them. */
    List<Path> processed() {
        return processed;
    }

    MaintainedList reprocessor(Reprocessor other) {
        reprocessor = other;
        return this;
    }

    StopSignal stop() {
        return stop;
    }

    /** What the last run counted. */
    long counted(Count count) {
        return tally.of(count);
    }

    /** Lets time pass; may be negative. */
    MaintainedList pass(Duration time) {
        now = now.plus(time);
        return this;
    }

    MaintainedList at(Instant instant, ZoneId where) {
        now = instant;
        zone = where;
        return this;
    }

    Instant now() {
        return now;
    }

    /** Writes a file that was last touched so long ago. */
    MaintainedList file(String name, String content, Duration age) {
        unchecked(() -> Files.createDirectories(files.path(name).resolveSibling(".")));
        files.file(name, content);
        return age(name, age);
    }

    MaintainedList age(String name, Duration age) {
        unchecked(() -> Files.setLastModifiedTime(files.path(name), FileTime.from(now.minus(age))));
        return this;
    }

    /** Runs every task once. */
    MaintainedList run() {
        tally = new Tally();
        Work.Settings settings = new Work.Settings(
                files.path("no-library"), reprocessor, new ReachableRelays(System::nanoTime), stop, files.names(), 1);
        new ListMaintenance(Tasks.all(), settings, Clock.fixed(now, zone), files.syslog(), tally)
                .maintain(files.folder());
        return this;
    }

    /** The log of the last run. */
    List<String> log() {
        return files.content(RunLog.NAME).lines().toList();
    }

    /** What the log says below the lines of tasks. */
    List<String> notes() {
        return log().stream().filter(line -> line.startsWith(" - ")).toList();
    }

    /** Every file of the list with what identifies its content, and every folder, but for the log of the last run. */
    Map<String, String> tree() {
        Map<String, String> tree = new TreeMap<>();
        unchecked(() -> {
            try (Stream<Path> paths = Files.walk(files.folder())) {
                for (Path path : paths.toList()) {
                    String name = files.folder().relativize(path).toString();
                    boolean isFile = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
                    tree.put(name, isFile ? Files.getAttribute(path, "unix:ino") + " " + files.content(name) : "");
                }
            }
            tree.remove(RunLog.NAME);
            return tree;
        });
        return tree;
    }

    private interface Action<T> {
        T run() throws IOException;
    }

    private static <T> T unchecked(Action<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
