package org.jmlmmj.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jmlmmj.dist.Launch.Finished;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the status of Java: a mail server bounces a mail for nearly everything but 75 (spec 02 §1.4). */
class ExitStatusIT {
    private static final Installation BUILT = Installation.built();

    @TempDir
    private Path folder = Path.of("");

    private Finished run(String program, String script) throws Exception {
        return Launch.of(BUILT.program(program))
                .with("JMLMMJ_JAVA", FakeJava.in(folder, "99", script))
                .run();
    }

    @ParameterizedTest
    @CsvSource({
        "mlmmj-process,  0,  0", "mlmmj-process, 64, 64", "mlmmj-process, 75, 75", "mlmmj-process, 10, 75",
        "mlmmj-send,     0,  0", "mlmmj-send,    64, 64", "mlmmj-send,    75, 75", "mlmmj-send,    10, 75",
        "mlmmj-bounce,   0,  0", "mlmmj-bounce,  64, 64", "mlmmj-bounce,  75, 75", "mlmmj-bounce,  10, 75",
        "mlmmj-sub,      0,  0", "mlmmj-sub,     64, 64", "mlmmj-sub,     75, 75", "mlmmj-sub,     10,  1",
        "mlmmj-unsub,   10,  1", "mlmmj-list,    10,  1", "mlmmj-make-ml, 10,  1", "mlmmj-make-ml.sh, 10, 1",
        "mlmmjadmin,     0,  0", "mlmmjadmin,    64, 64", "mlmmjadmin,    75, 75", "mlmmjadmin,    10,  1",
        "maillist_admin, 0,  0", "maillist_admin, 10, 1", "sync_profiles_to_db, 0, 0", "sync_profiles_to_db, 10, 1"
    })
    void statuses_of_our_programs_pass_without_a_word(String program, int java, int expected) throws Exception {
        assertThat(run(program, "exit " + java)).isEqualTo(new Finished(expected, "", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "mlmmj-process,   1",
        "mlmmj-process, 3",
        "mlmmj-process, 77",
        "mlmmj-process, 127",
        "mlmmj-process, 134",
        "mlmmj-send,      1",
        "mlmmj-send,    2",
        "mlmmj-send,   255",
        "mlmmj-sub,       1",
        "mlmmj-sub,     3",
        "mlmmj-sub,    134",
        "mlmmj-make-ml, 1"
    })
    void other_statuses_of_java_are_temporary_and_explained(String program, int java) throws Exception {
        Finished finished = run(program, "exit " + java);

        assertThat(finished.status()).isEqualTo(75);
        assertThat(finished.err())
                .startsWith(program + ": Java ended with status " + java)
                .contains("jdk-99/bin/java", "JMLMMJ_JAVA")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlmmj-receive", "mlmmj-process", "mlmmj-send", "mlmmj-sub", "mlmmj-list"})
    void killed_java_is_temporary(String program) throws Exception {
        Finished finished = run(program, "kill -9 $$");

        assertThat(finished.status()).isEqualTo(75);
        assertThat(finished.err()).contains(program + ": Java ended");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "64, 64", "75, 75", "10, 75", "1, 75", "77, 75"})
    void receive_ends_with_the_status_that_java_announces(int announced, int expected) throws Exception {
        assertThat(run("mlmmj-receive", "echo " + announced).status()).isEqualTo(expected);
    }

    @Test
    void receive_prints_the_text_before_the_status() throws Exception {
        assertThat(run("mlmmj-receive", "printf 'one\\n two\\n0\\n'")).isEqualTo(new Finished(0, "one\n two\n", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"exit 0", "exit 1", "echo text", "echo; exit 0", "echo 0; echo half a li", "echo 0x", "echo -1"})
    void receive_without_an_announced_status_is_temporary_and_explained(String script) throws Exception {
        Finished finished = run("mlmmj-receive", script);

        assertThat(finished.status()).isEqualTo(75);
        assertThat(finished.err())
                .startsWith("mlmmj-receive: Java ended before it had stored the mail")
                .contains("JMLMMJ_JAVA")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlmmj-receive", "mlmmj-process", "mlmmj-list"})
    void damaged_launcher_part_is_temporary(String program) throws Exception {
        Installation copy = BUILT.copyTo(folder.resolve("copy"));
        Files.writeString(copy.lib("launch.sh"), "if then (");

        assertThat(Launch.of(copy.program(program)).run().status()).isEqualTo(75);

        Files.delete(copy.lib("launch.sh"));
        Finished finished = Launch.of(copy.program(program)).run();

        assertThat(finished.status()).isEqualTo(75);
        assertThat(finished.err()).contains("launch.sh is missing").hasLineCount(1);
    }
}
