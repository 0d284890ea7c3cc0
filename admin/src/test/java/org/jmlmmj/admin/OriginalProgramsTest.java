package org.jmlmmj.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jmlmmj.core.test.ChildJvm;
import org.jmlmmj.core.test.ListFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our programs and the original's change one list at the same time (spec 01 §9). Runs where the original is installed, or
 * unpacked in the folder that the environment variable {@code MLMMJ_ORIGINAL} names.
 */
@Timeout(180)
@EnabledIf("isInstalled")
class OriginalProgramsTest {
    private static final Path ORIGINAL = Path.of(System.getenv().getOrDefault("MLMMJ_ORIGINAL", "/usr/bin"));

    private static final int COUNT = 40;

    @TempDir
    private Path spool;

    /** Ours may lie there too, but they are scripts. */
    static boolean isInstalled() throws IOException {
        Path program = ORIGINAL.resolve("mlmmj-sub");
        if (!Files.isExecutable(program)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(program)) {
            return new String(in.readNBytes(4), ISO_8859_1).equals("\u007fELF");
        }
    }

    private static List<String> addresses(String group, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "j" + group + i + "@example.net")
                .toList();
    }

    /** A program of the original, once per address, one after the other: two of its own may lose addresses of each other. */
    private Process original(ListFixture list, String command, List<String> addresses) throws IOException {
        String call = "'%s/%s -a \"$address\" || exit\n".formatted(ORIGINAL, command.formatted("'", list.folder()));
        String script = "for address in " + String.join(" ", addresses) + "; do\n" + call + "done\n";
        return new ProcessBuilder("sh", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(spool.resolve("said").toFile())
                .start();
    }

    private static void hand(ChildJvm process, ListFixture list, String options, List<String> addresses) {
        addresses.forEach(address -> process.say("-L " + list.folder() + " -U " + options + " -a " + address));
        process.say("end");
    }

    private static void await(List<ChildJvm> ours, Process original) throws InterruptedException {
        for (ChildJvm process : ours) {
            assertThat(process.awaitOutput()).allMatch(line -> line.equals("ready") || line.equals("OK"));
            assertThat(process.awaitExit()).isZero();
        }
        assertThat(original.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(original.exitValue()).isZero();
    }

    private static void assertSubscribed(ListFixture list, String... groups) {
        List<String> expected = new ArrayList<>();
        for (String group : groups) {
            expected.addAll(addresses(group, COUNT));
        }
        assertThat(list.content("subscribers.d/j").lines()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void nobody_is_lost_nor_doubled_when_the_original_subscribes() throws Exception {
        ListFixture list = ListFixture.in(spool);
        list.subscribers(Stream.of("stay", "leave", "few")
                .flatMap(group -> addresses(group, COUNT).stream())
                .toArray(String[]::new));
        Path few = Files.write(spool.resolve("few"), addresses("few", COUNT));
        Path many = Files.write(spool.resolve("many"), addresses("many", COUNT));
        try (ChildJvm joining = ChildJvm.start(ProgramLoop.class, "sub").await("ready");
                ChildJvm leaving = ChildJvm.start(ProgramLoop.class, "unsub").await("ready");
                ChildJvm adding = ChildJvm.start(ProgramLoop.class, "sub").await("ready");
                ChildJvm removing = ChildJvm.start(ProgramLoop.class, "unsub").await("ready")) {
            Process original = original(list, "mlmmj-sub%s -L '%s' -U -f -q -s", addresses("theirs", COUNT));
            try {
                hand(joining, list, "-fqs", addresses("join", COUNT));
                hand(leaving, list, "-qs", addresses("leave", COUNT));
                adding.say("-L " + list.folder() + " -U -fqs -i " + many);
                adding.say("end");
                removing.say("-L " + list.folder() + " -U -qs -i " + few);
                removing.say("end");
                await(List.of(joining, leaving, adding, removing), original);
            } finally {
                original.destroyForcibly().waitFor();
            }
        }
        assertSubscribed(list, "stay", "join", "many", "theirs");
    }

    @Test
    void nobody_is_lost_when_the_original_unsubscribes() throws Exception {
        ListFixture list = ListFixture.in(spool);
        list.subscribers(Stream.of("stay", "theirs")
                .flatMap(group -> addresses(group, COUNT).stream())
                .toArray(String[]::new));
        try (ChildJvm joining = ChildJvm.start(ProgramLoop.class, "sub").await("ready");
                ChildJvm others = ChildJvm.start(ProgramLoop.class, "sub").await("ready")) {
            Process original = original(list, "mlmmj-unsub%s -L '%s' -U -q -s", addresses("theirs", COUNT));
            try {
                hand(joining, list, "-fqs", addresses("join", COUNT));
                hand(others, list, "-fqs", addresses("other", COUNT));
                await(List.of(joining, others), original);
            } finally {
                original.destroyForcibly().waitFor();
            }
        }
        assertSubscribed(list, "stay", "join", "other");
    }
}
