package org.jmlmmj.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.jmlmmj.dist.Launch.Finished;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The start-up archives are really used, and never in the way. */
class ArchiveIT {
    private static final Installation BUILT = Installation.built();

    @TempDir
    private Path folder = Path.of("");

    static List<Jdk> jdks() throws IOException {
        return Jdk.all();
    }

    /** The lines of the class loading log about our own classes. */
    private List<String> loaded(Installation installation, Jdk jdk, String program, Object... arguments)
            throws Exception {
        Path log = folder.resolve("classes.log");
        Finished finished = Launch.of(installation.program(program), arguments)
                .with("JMLMMJ_JAVA", jdk.home())
                .with("JMLMMJ_OPTS", "-Xlog:class+load:file=" + log)
                .run();
        assertThat(finished).extracting(Finished::status, Finished::err).containsExactly(0, "");
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains(" org.jmlmmj."))
                // Which of those it is depends on the machine at that moment.
                .filter(line -> !line.contains(".core.log."))
                // The lambdas of a main are archived only if that main ran.
                .filter(line -> program.equals("mlmmj-receive") || !line.contains("$$Lambda"))
                .toList();
    }

    private static boolean isArchived(String line) {
        return line.contains("source: shared objects file");
    }

    private static Finished warmUp(Installation installation, Jdk jdk) throws Exception {
        Finished finished = Launch.of(installation.program("mlmmj-warmup"))
                .with("JMLMMJ_JAVA", jdk.home())
                .run();
        assertThat(finished).extracting(Finished::status, Finished::err).containsExactly(0, "");
        return finished;
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void build_has_made_one_for_each_jdk_and_programs_load_their_classes_from_it(Jdk jdk) throws Exception {
        assertThat(jdk.archive(BUILT)).exists();

        for (String program : List.of(
                "mlmmj-receive",
                "mlmmj-process",
                "mlmmj-send",
                "mlmmj-bounce",
                "mlmmj-sub",
                "mlmmj-unsub",
                "mlmmj-list",
                "mlmmj-make-ml",
                "mlmmj-maintd",
                "mlmmj-doctor",
                "maillist_admin",
                "sync_profiles_to_db",
                "mlmmjadmin")) {
            assertThat(loaded(BUILT, jdk, program, "-V")).isNotEmpty().allMatch(ArchiveIT::isArchived);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void one_of_other_jars_is_not_used(Jdk jdk) throws Exception {
        Installation copy = BUILT.copyTo(folder.resolve("copy"));
        // Java 17 wants the jars where they were.
        warmUp(copy, jdk);
        String id = Files.readString(copy.lib("build-id"));

        Files.writeString(copy.lib("build-id"), "0123456789abcdef\n");
        assertThat(loaded(copy, jdk, "mlmmj-list", "-V")).isNotEmpty().noneMatch(ArchiveIT::isArchived);

        Files.writeString(copy.lib("build-id"), id);
        assertThat(loaded(copy, jdk, "mlmmj-list", "-V")).isNotEmpty().allMatch(ArchiveIT::isArchived);

        Files.setLastModifiedTime(copy.lib("jmlmmj.jar"), FileTime.from(Instant.now()));
        assertThat(loaded(copy, jdk, "mlmmj-list", "-V")).isNotEmpty().noneMatch(ArchiveIT::isArchived);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void one_that_is_none_is_ignored_without_a_word(Jdk jdk) throws Exception {
        Installation copy = BUILT.copyTo(folder.resolve("copy"));

        for (String content : List.of("", "no archive", "x".repeat(1_000_000))) {
            Files.writeString(jdk.archive(copy), content);

            assertThat(loaded(copy, jdk, "mlmmj-list", "-V")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void warmup_makes_it_on_the_target_machine(Jdk jdk) throws Exception {
        Installation copy = BUILT.copyTo(folder.resolve("copy"));
        Files.setLastModifiedTime(copy.lib("jmlmmj.jar"), FileTime.from(Instant.now()));

        Finished finished = warmUp(copy, jdk);

        assertThat(finished.out())
                .contains(jdk.build(), " MiB ", jdk.archive(copy).toString())
                .hasLineCount(1);
        assertThat(loaded(copy, jdk, "mlmmj-list", "-V")).isNotEmpty().allMatch(ArchiveIT::isArchived);
    }

    @Test
    void warmup_deletes_archives_of_releases_and_jars_that_are_gone() throws Exception {
        Installation copy = BUILT.copyTo(folder.resolve("copy"));
        String id = Files.readString(copy.lib("build-id")).strip();
        Path oldJava = Files.writeString(copy.lib("archive").resolve("jmlmmj-17.0.0+0-" + id + ".jsa"), "old");
        Path oldJars = Files.writeString(copy.lib("archive").resolve("jmlmmj-17.0.0+0-0123456789abcdef.jsa"), "old");

        assertThat(Launch.of(copy.program("mlmmj-warmup")).run().status()).isZero();
        assertThat(oldJars).doesNotExist();
        assertThat(oldJava).exists();

        Finished all = Launch.of(copy.program("mlmmj-warmup"), "-a").run();
        assertThat(all.status()).isZero();
        assertThat(oldJava).doesNotExist();
        assertThat(all.out()).hasLineCount(Jdk.all().size());
        assertThat(copy.archives()).hasSize(Jdk.all().size());
    }

    @Test
    void warmup_that_fails_leaves_what_was_there() throws Exception {
        Installation copy = BUILT.copyTo(folder.resolve("copy"));
        List<Path> before = copy.archives();
        Files.write(copy.lib("jmlmmj.jar"), "no jar".getBytes(StandardCharsets.UTF_8));

        Finished finished = Launch.of(copy.program("mlmmj-warmup")).run();

        assertThat(finished.status()).isEqualTo(75);
        assertThat(finished.err()).startsWith("mlmmj-warmup: no archive for ");
        assertThat(copy.archives()).isEqualTo(before);
    }

    @Test
    void warmup_says_what_is_wrong_with_its_options() throws Exception {
        Finished finished = Launch.of(BUILT.program("mlmmj-warmup"), "-x").run();

        assertThat(finished)
                .isEqualTo(new Finished(64, "", "mlmmj-warmup: invalid option -- 'x' (mlmmj-warmup -h for help)\n"));
    }
}
