package org.jmlmmj.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jmlmmj.dist.Launch.Finished;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which Java the launchers start. */
class ChoiceOfJavaIT {
    private static final Path PROGRAM = Installation.built().program("mlmmj-list");

    @TempDir
    private Path folder = Path.of("");

    private Path java(String version) throws IOException {
        return FakeJava.in(folder, version, "echo started " + version);
    }

    private static String path(Path... javas) {
        StringBuilder path = new StringBuilder();
        for (Path java : javas) {
            path.append(java.resolve("bin")).append(':');
        }
        return path + "/usr/bin:/bin";
    }

    @ParameterizedTest
    @CsvSource({"98.0.9, 99.0.1", "99.0.1, 99.0.10", "99.0.9, 99.1.0", "99, 99.0.1", "9.0.4, 99", "1.8.0_402, 98"})
    void starts_newest_whatever_the_order(String older, String newer) throws Exception {
        Path first = java(older);
        Path second = java(newer);

        for (String path : new String[] {path(first, second), path(second, first)}) {
            Finished finished =
                    Launch.of(PROGRAM).without("JMLMMJ_JAVA").with("PATH", path).run();

            assertThat(finished).isEqualTo(new Finished(0, "started " + newer + "\n", ""));
        }
    }

    @Test
    void looks_into_java_home() throws Exception {
        Finished finished = Launch.of(PROGRAM)
                .without("JMLMMJ_JAVA")
                .with("JAVA_HOME", java("99.0.1"))
                .run();

        assertThat(finished.out()).isEqualTo("started 99.0.1\n");
    }

    @Test
    void starts_chosen_java_although_there_are_newer_ones() throws Exception {
        Path chosen = java("17");

        for (Path value : new Path[] {chosen, chosen.resolve("bin/java")}) {
            Finished finished = Launch.of(PROGRAM)
                    .with("JMLMMJ_JAVA", value)
                    .with("PATH", path(java("99")))
                    .run();

            assertThat(finished.out()).isEqualTo("started 17\n");
        }
    }

    @Test
    void starts_its_own_java_although_there_are_newer_ones_unless_one_is_chosen() throws Exception {
        Installation copy = Installation.built().copyTo(folder.resolve("copy"));
        Files.move(java("18"), copy.lib("java"));
        Launch launch = Launch.of(copy.program("mlmmj-list")).with("PATH", path(java("99")));

        assertThat(launch.without("JMLMMJ_JAVA").run().out()).isEqualTo("started 18\n");
        assertThat(launch.with("JMLMMJ_JAVA", java("17")).run().out()).isEqualTo("started 17\n");
    }

    @Test
    void starts_chosen_java_that_tells_no_version() throws Exception {
        Path chosen = java("17");
        Files.delete(chosen.resolve("release"));

        assertThat(Launch.of(PROGRAM).with("JMLMMJ_JAVA", chosen).run()).isEqualTo(new Finished(0, "started 17\n", ""));
    }

    @Test
    void fails_for_now_when_chosen_java_is_missing() throws Exception {
        Finished finished =
                Launch.of(PROGRAM).with("JMLMMJ_JAVA", folder.resolve("gone")).run();

        assertThat(finished.status()).isEqualTo(75);
        assertThat(finished.err())
                .startsWith("mlmmj-list: JMLMMJ_JAVA=" + folder.resolve("gone"))
                .hasLineCount(1);
    }

    @Test
    void fails_for_now_when_chosen_java_is_too_old() throws Exception {
        Finished finished =
                Launch.of(PROGRAM).with("JMLMMJ_JAVA", java("11.0.20")).run();

        assertThat(finished.status()).isEqualTo(75);
        assertThat(finished.err())
                .contains("JMLMMJ_JAVA=", "11.0.20", "17 or newer")
                .hasLineCount(1);
    }

    @Test
    void fails_for_now_when_there_is_no_java() throws Exception {
        Installation bare = Installation.built().copyTo(folder.resolve("bare"));
        Path launch = bare.lib("launch.sh");
        String search = "/usr/lib/jvm/* /usr/java/* /opt/*jdk* /usr/local/*jdk*";
        String script = Files.readString(launch);
        assertThat(script).contains(search);
        Files.writeString(launch, script.replace(search, folder.resolve("none") + "/*"));
        Path tools = Files.createDirectory(folder.resolve("tools"));
        Files.copy(Path.of("/bin/sh"), tools.resolve("sh"), StandardCopyOption.COPY_ATTRIBUTES);

        Finished finished = Launch.of(bare.program("mlmmj-list"))
                .without("JMLMMJ_JAVA")
                .with("PATH", tools)
                .run();

        assertThat(finished.status()).isEqualTo(75);
        assertThat(finished.err())
                .startsWith("mlmmj-list: no Java 17 or newer")
                .contains("JMLMMJ_JAVA")
                .hasLineCount(1);
    }
}
