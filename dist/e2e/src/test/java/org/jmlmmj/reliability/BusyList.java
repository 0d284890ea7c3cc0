package org.jmlmmj.reliability;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.dist.Installation;
import org.jmlmmj.dist.Launch;

/** A list that many installed programs work on at the same time, as a mail server starts them. Thread-safe. */
final class BusyList {
    private static final String POSTER = "poster@example.com";
    private static final int MOST_RUNS = 20;

    private final Installation installation;
    private final ListFixture list;
    private final RelayProcess relay;
    private final Path places;

    /**
     * @param folder where the list is made
     * @param subscribers who is subscribed from the beginning
     */
    BusyList(Installation installation, Path folder, RelayProcess relay, Collection<String> subscribers)
            throws IOException {
        this.installation = installation;
        this.relay = relay;
        // One for all lists beside each other, and for nobody else.
        this.places = Objects.requireNonNull(folder.toAbsolutePath().getParent());
        Files.createDirectories(folder);
        this.list = ListFixture.in(folder)
                .control("relayhost", "127.0.0.1\n")
                .control("smtpport", relay.port() + "\n")
                .subscribers(subscribers.toArray(String[]::new));
    }

    /** The list. */
    ListFixture list() {
        return list;
    }

    /** Gives a post to the list once; the status that the mail server sees. */
    int post(String subject) throws IOException, InterruptedException {
        return launch("mlmmj-receive")
                .with("SENDER", POSTER)
                .stdin(Mails.post(POSTER, subject))
                .run()
                .status();
    }

    /** Prepares the start of a program on the list. */
    Launch launch(String program, String... more) {
        List<Object> arguments = new ArrayList<>(List.of("-L", list.folder()));
        arguments.addAll(List.of(more));
        return Launch.of(installation.program(program), arguments.toArray()).with("JMLMMJ_RUN", places);
    }

    /** The programs that work on the list at this moment. */
    List<ProcessHandle> programs() {
        return programs(list.folder());
    }

    /** The programs that work at this moment on a list somewhere below a folder. */
    static List<ProcessHandle> programs(Path folder) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process -> {
                        String command = process.info().commandLine().orElse("");
                        return command.contains("org.jmlmmj.") && command.contains(folder.toString());
                    })
                    .toList();
        }
    }

    /** Waits until no program works on the list. */
    void awaitQuiet() {
        for (List<ProcessHandle> left = programs(); !left.isEmpty(); left = programs()) {
            left.forEach(process -> process.onExit().join());
        }
    }

    /** Lets two hours pass for everything that waits, and has it maintained, until nothing waits any more. */
    void recover() throws IOException, InterruptedException {
        for (int runs = 0; isAnythingLeft(); runs++) {
            if (runs == MOST_RUNS) {
                throw new IOException("something is left after " + runs + " runs of maintenance: " + left());
            }
            age(Duration.ofHours(2));
            launch("mlmmj-maintd", "-F").run();
            awaitQuiet();
        }
    }

    private boolean isAnythingLeft() throws IOException {
        return !left().isEmpty();
    }

    private List<Path> left() throws IOException {
        List<Path> left = new ArrayList<>();
        for (String folder : List.of("incoming", "queue", "requeue")) {
            try (Stream<Path> files = Files.walk(list.path(folder))) {
                files.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().contains("/queue/discarded/"))
                        .forEach(left::add);
            }
        }
        return left;
    }

    private void age(Duration time) throws IOException {
        for (Path file : left()) {
            Instant then = Files.getLastModifiedTime(file).toInstant().minus(time);
            Files.setLastModifiedTime(file, FileTime.from(then));
        }
    }

    /** What an audit finds. */
    record Audit(List<String> losses, long deliveries, long duplicates) {}

    /**
     * Compares what the relay has taken, and the archive, with what must be.
     *
     * @param subjects of the posts that were accepted
     * @param subscribers who was subscribed all the time
     */
    Audit audit(Collection<String> subjects, Collection<String> subscribers) throws IOException {
        List<String> losses = new ArrayList<>();
        Map<String, Integer> taken = relay.taken();
        Map<String, Long> archive = archive();
        for (String subject : subjects) {
            String line = "Subject: " + subject;
            if (!archive.containsKey(line)) {
                losses.add("not in the archive: " + subject);
            }
            subscribers.stream()
                    .filter(subscriber -> !taken.containsKey(subscriber + " " + line))
                    .forEach(subscriber -> losses.add(subject + " did not reach " + subscriber));
        }
        long deliveries = taken.values().stream().mapToLong(Integer::longValue).sum();
        return new Audit(losses, deliveries, deliveries - taken.size());
    }

    private Map<String, Long> archive() throws IOException {
        Map<String, Long> archive = new java.util.TreeMap<>();
        for (String name : list.names("archive")) {
            try (Stream<String> lines = Files.lines(list.path("archive/" + name), StandardCharsets.ISO_8859_1)) {
                lines.filter(line -> line.startsWith("Subject: "))
                        .findFirst()
                        .ifPresent(subject -> archive.merge(subject, 1L, Long::sum));
            }
        }
        return archive;
    }

    /** Numbers that are missing in the archive, or follow its end. */
    List<Long> gaps(long posts) {
        TreeSet<Long> numbers = new TreeSet<>();
        list.names("archive").forEach(name -> numbers.add(Long.parseLong(name)));
        List<Long> gaps = new ArrayList<>();
        for (long i = 1; i <= posts; i++) {
            if (!numbers.remove(i)) {
                gaps.add(i);
            }
        }
        gaps.addAll(numbers);
        return gaps;
    }
}
