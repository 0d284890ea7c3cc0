package org.jmlmmj.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.test.ChildJvm;
import org.jmlmmj.core.test.ListFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs with many addresses are killed in the middle. */
@Timeout(180)
class BulkCrashTest {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final int PER_LETTER = 60;

    @TempDir
    private Path spool;

    private ListFixture list;
    private Path moving;

    @BeforeEach
    void makeList() throws IOException {
        list = ListFixture.in(spool);
        for (char letter = 'a'; letter <= 'z'; letter++) {
            list.subscribers(letter + "stays@example.net");
        }
        moving = Files.write(spool.resolve("moving"), moving().toList());
    }

    private static Stream<String> moving() {
        return LETTERS.chars()
                .boxed()
                .flatMap(letter -> IntStream.range(0, PER_LETTER)
                        .mapToObj(i -> (char) letter.intValue() + "moves" + i + "@example.net"));
    }

    private Set<String> lines(String folder) {
        Set<String> lines = new HashSet<>();
        for (String name : list.names(folder)) {
            String content = list.content(folder + "/" + name);
            assertThat(content.isEmpty() || content.endsWith("\n")).isTrue();
            assertThat(content.lines()).allMatch(line -> line.matches("[a-z](stays|moves\\d+)@example\\.net"));
            assertThat(content.lines().filter(line -> !lines.add(line))).isEmpty();
        }
        return lines;
    }

    /** Kills the run as soon as so many files are there. */
    private void killDuring(String program, String options, String folder, int files) throws Exception {
        try (ChildJvm process = ChildJvm.start(ProgramLoop.class, program).await("ready")) {
            process.say("-L " + list.folder() + " -U " + options + " -i " + moving);
            Awaitility.await().until(() -> list.names(folder).size() >= files);
        }
    }

    /** All of the letter's addresses or none: each file is rewritten as a whole. */
    private static void assertWhole(Set<String> lines) {
        for (char letter = 'a'; letter <= 'z'; letter++) {
            String start = letter + "moves";
            assertThat(lines.stream().filter(line -> line.startsWith(start)).count())
                    .as(start)
                    .isIn(0L, (long) PER_LETTER);
        }
    }

    @Test
    void files_are_as_they_were_or_complete_and_the_same_run_again_does_the_rest() throws Exception {
        for (int files : List.of(1, 9, 26)) {
            killDuring("sub", "-n -fqs", "nomailsubs.d", files);
            assertWhole(lines("nomailsubs.d"));
            assertThat(lines("subscribers.d")).hasSize(LETTERS.length());
        }
        Run again = Run.of(Programs.sub(), ("-L " + list.folder() + " -U -n -fqs -i " + moving).split(" "));
        assertThat(again.status()).isEqualTo(ExitStatus.OK);
        assertThat(lines("nomailsubs.d")).hasSize(LETTERS.length() * PER_LETTER);
    }

    @Test
    void nobody_who_changes_the_version_is_unsubscribed() throws Exception {
        Run.of(Programs.sub(), ("-L " + list.folder() + " -U -fqs -i " + moving).split(" "));
        for (int files : List.of(1, 13, 26)) {
            killDuring("sub", "-d -fqs", "digesters.d", files);
            Set<String> digest = lines("digesters.d");
            Set<String> everybody = lines("subscribers.d");
            assertWhole(digest);
            everybody.addAll(digest);
            assertThat(everybody).containsAll(moving().toList()).hasSize(LETTERS.length() * (PER_LETTER + 1));
        }
        Run again = Run.of(Programs.sub(), ("-L " + list.folder() + " -U -d -fqs -i " + moving).split(" "));
        assertThat(again.status()).isEqualTo(ExitStatus.OK);
        assertThat(lines("digesters.d")).hasSize(LETTERS.length() * PER_LETTER);
        assertThat(lines("subscribers.d")).hasSize(LETTERS.length());
    }
}
