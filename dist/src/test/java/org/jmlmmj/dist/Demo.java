package org.jmlmmj.dist;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.jmlmmj.dist.DemoRelay.Copy;
import org.jmlmmj.dist.Launch.Finished;

/**
 * Shows a mailing list at work, with the real programs: makes a list, subscribes three people, posts, and prints what each of
 * them got. For one thread.
 */
final class Demo {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> PEOPLE = List.of("ann@example.net", "bob@example.com", "eve@example.org");
    private static final String POST = """
            From: Ann <ann@example.net>
            To: birds@lists.example.org
            Subject: First swallow
            Message-ID: <swallow-1@example.net>
            Date: Tue, 4 Mar 2025 12:00:00 +0000

            The first swallow of this year, just now, over the pond.
            One swallow does not make a summer.
            """;

    private final Installation installation;
    private final Path spool;
    private final PrintStream out;

    Demo(Installation installation, Path spool, PrintStream out) {
        this.installation = installation;
        this.spool = spool;
        this.out = out;
    }

    /** Shows the list; the argument is the folder for it, which is made anew. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        new Demo(Installation.built(), Files.createDirectories(folder), System.out).run();
    }

    /**
     * Runs all steps.
     *
     * @throws IllegalStateException if a program fails or a copy does not arrive
     */
    void run() throws IOException, InterruptedException {
        Path list = spool.resolve("birds");
        step("A mailing list is a folder. Make one for birds@lists.example.org:");
        out.println("   $ cd " + spool);
        call("mlmmj-make-ml", "-y", "-L", "birds", "-d", "lists.example.org", "-o", "ann@example.net", "-s", ".");

        step("Subscribe three people:");
        for (String address : PEOPLE) {
            call("mlmmj-sub", "-L", "birds", "-a", address);
        }

        try (DemoRelay relay = DemoRelay.start()) {
            step(
                    "Settings are files in its folder \"control\". Send through a mail server, put [birds] before subjects:");
            set(list, "relayhost", "127.0.0.1");
            set(list, "smtpport", Integer.toString(relay.port()));
            set(list, "prefix", "[birds]");

            step("The mail server gives a post to the list:");
            long start = System.nanoTime();
            pipe(POST, "mlmmj-receive", "-L", "birds", "-s", "ann@example.net");
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            out.printf("      stored and synced after %d ms; the rest happens in the background%n", taken.toMillis());

            step("What each subscriber gets:");
            show(relay);
        }
        step("Look around:");
        out.printf("      %-11s  %s%n", "post", list.resolve("archive/1"));
        out.printf("      %-11s  %s%n", "subscribers", list.resolve("subscribers.d"));
        out.printf("      %-11s  %s%n", "programs", installation.home().resolve("bin"));
        out.printf(
                "      %-11s  the system's mail log; the owner's is %s,%n", "log", list.resolve("mlmmj.operation.log"));
        out.printf("      %-11s  as soon as there is something to tell%n", "");
        out.println();
    }

    private void step(String text) {
        out.println();
        out.println(text);
        out.flush();
    }

    private void set(Path list, String name, String value) throws IOException {
        Path file = list.resolve("control").resolve(name);
        Files.writeString(file, value + "\n");
        out.printf("      %-11s  %s%n", name, value);
    }

    private void call(String program, Object... arguments) throws IOException, InterruptedException {
        pipe("", program, arguments);
    }

    private void pipe(String input, String program, Object... arguments) throws IOException, InterruptedException {
        StringBuilder shown = new StringBuilder("   $ ").append(program);
        for (Object argument : arguments) {
            shown.append(' ').append(argument);
        }
        out.println(input.isEmpty() ? shown : shown.append(" < post"));
        Finished finished = Launch.of(installation.program(program), arguments)
                .in(spool)
                .without("JMLMMJ_JAVA")
                .stdin(input)
                .run();
        (finished.out() + finished.err()).lines().forEach(line -> out.println(("      " + line).stripTrailing()));
        if (finished.status() != 0) {
            throw new IllegalStateException(program + " ended with status " + finished.status());
        }
    }

    private void show(DemoRelay relay) {
        try {
            await().atMost(PATIENCE).until(() -> relay.copies().size() >= PEOPLE.size());
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException(
                    "after " + PATIENCE.toSeconds() + " s there are only these copies: " + relay.copies(), e);
        }
        List<Copy> copies = relay.copies();
        for (String address : PEOPLE) {
            List<Copy> own = copies.stream()
                    .filter(copy -> copy.recipient().equals(address))
                    .toList();
            if (own.size() != 1) {
                throw new IllegalStateException(address + " got " + own.size() + " copies instead of one: " + own);
            }
            show(own.get(0));
        }
    }

    private void show(Copy copy) {
        out.println("   " + copy.recipient());
        out.printf("      %-11s  %s%n", "sender", copy.sender());
        String[] parts = copy.mail().replace("\r\n", "\n").split("\n\n", 2);
        parts[0].lines()
                .filter(line -> line.startsWith("Subject:"))
                .forEach(line -> out.printf(
                        "      %-11s  %s%n",
                        "subject", line.substring("Subject:".length()).strip()));
        Objects.requireNonNull(parts[1])
                .lines()
                .limit(2)
                .forEach(line -> out.printf("      %-11s  %s%n", "text", line));
    }
}
