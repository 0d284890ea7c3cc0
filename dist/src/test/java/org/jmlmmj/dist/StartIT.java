package org.jmlmmj.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jmlmmj.dist.Launch.Finished;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Java is given, from wherever and however a program is called. */
class StartIT {
    private static final Installation BUILT = Installation.built();

    @TempDir
    private Path folder = Path.of("");

    private Path java = Path.of("");

    @BeforeEach
    void makeJava() throws IOException {
        java = FakeJava.in(folder, "99", FakeJava.SHOW_ARGUMENTS);
    }

    private Launch launch(Object program, Object... arguments) {
        return Launch.of(program.toString(), arguments).with("JMLMMJ_JAVA", java);
    }

    /** The lines that show whose jars and which name Java got. */
    private static List<String> identity(Finished finished) {
        return finished.out()
                .lines()
                .filter(line -> line.contains("jmlmmj.jar") || line.contains("-Djmlmmj."))
                .toList();
    }

    private static List<String> identity(Path home, String program) {
        return List.of(
                "[" + home + "/lib/jmlmmj.jar]", "[-Djmlmmj.program=" + program + "]", "[-Djmlmmj.home=" + home + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlmmj-receive", "mlmmj-list"})
    void passes_arguments_as_they_are(String program) throws Exception {
        Object[] arguments = {"-L", "a b", "", "*", "$HOME", "\"'\\", "--", "é", "-a=\n"};

        Finished finished = launch(BUILT.program(program), arguments).run();

        assertThat(finished.status()).isZero();
        assertThat(finished.out()).contains("[-L]\n[a b]\n[]\n[*]\n[$HOME]\n[\"'\\]\n[--]\n[é]\n[-a=\n]\n");
    }

    @Test
    void finds_its_jars_from_any_folder_and_by_relative_name() throws Exception {
        Path bin = BUILT.home().resolve("bin");

        assertThat(identity(launch(BUILT.program("mlmmj-list")).in(folder).run()))
                .isEqualTo(identity(BUILT.home(), "mlmmj-list"));
        assertThat(identity(launch("./mlmmj-list").in(bin).run())).isEqualTo(identity(BUILT.home(), "mlmmj-list"));
        assertThat(identity(launch("../bin/mlmmj-list").in(bin).run())).isEqualTo(identity(BUILT.home(), "mlmmj-list"));
        assertThat(identity(launch("bin/mlmmj-list").in(BUILT.home()).run()))
                .isEqualTo(identity(BUILT.home(), "mlmmj-list"));
    }

    @Test
    void finds_its_jars_when_called_through_PATH() throws Exception {
        Finished finished = launch("env", "mlmmj-list")
                .with("PATH", BUILT.home().resolve("bin") + ":/usr/bin:/bin")
                .run();

        assertThat(identity(finished)).isEqualTo(identity(BUILT.home(), "mlmmj-list"));
    }

    @Test
    void finds_its_jars_through_links_and_keeps_the_name_it_was_called_by() throws Exception {
        Path links = Files.createDirectories(folder.resolve("usr/bin"));
        Path first = Files.createSymbolicLink(links.resolve("mlmmj-sub"), BUILT.program("mlmmj-sub"));
        Path second = Files.createSymbolicLink(links.resolve("subscribe"), Path.of("mlmmj-sub"));

        assertThat(identity(launch(first).run())).isEqualTo(identity(BUILT.home(), "mlmmj-sub"));
        assertThat(launch(second).run().out())
                .contains(
                        "[-Djmlmmj.program=subscribe]",
                        "[org.jmlmmj.admin.MlmmjSub]",
                        BUILT.home().toString());
        // JUnit warns of links that lead out of its folder.
        Files.delete(second);
        Files.delete(first);
    }

    @Test
    void works_in_a_folder_with_a_blank() throws Exception {
        Installation copy = BUILT.copyTo(folder.resolve("my programs"));

        Finished finished = launch(copy.program("mlmmj-list")).run();

        assertThat(identity(finished)).isEqualTo(identity(copy.home(), "mlmmj-list"));
        assertThat(finished.status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlmmj-receive", "mlmmj-recieve", "mlmmj-amime-receive"})
    void other_names_of_a_program_start_it_under_the_name_called(String name) throws Exception {
        assertThat(launch(BUILT.program(name)).run().out())
                .contains("[org.jmlmmj.receive.MlmmjReceive]", "[-Djmlmmj.program=" + name + "]");
    }

    @Test
    void hides_options_for_java_from_the_environment_and_sets_a_locale_for_file_names() throws Exception {
        java = FakeJava.in(folder, "98", "env");

        Finished finished = launch(BUILT.program("mlmmj-list"))
                .with("JAVA_TOOL_OPTIONS", "-Xmx1k")
                .with("JDK_JAVA_OPTIONS", "-Xmx1k")
                .with("_JAVA_OPTIONS", "-Xmx1k")
                .with("CLASSPATH", "/nowhere")
                .with("EXTENSION", "help")
                .run();

        assertThat(finished.out())
                .contains("LC_ALL=C.UTF-8\n", "EXTENSION=help\n")
                .doesNotContain("-Xmx1k", "/nowhere");
    }

    @Test
    void gives_options_for_debugging_last_and_does_not_expand_them() throws Exception {
        String out = launch(BUILT.program("mlmmj-list"))
                .with("JMLMMJ_OPTS", "-Xmx128m  -Dstar=*")
                .in(BUILT.home())
                .run()
                .out();

        assertThat(out).contains("[-Xmx128m]\n[-Dstar=*]\n[org.jmlmmj.admin.MlmmjList]\n");
        assertThat(out.indexOf("[-Xmx64m]")).isBetween(0, out.indexOf("[-Xmx128m]"));
    }

    @Test
    void passes_only_options_that_the_release_knows() throws Exception {
        String newest = launch(BUILT.program("mlmmj-list")).run().out();
        java = FakeJava.in(folder, "17.0.1", FakeJava.SHOW_ARGUMENTS);
        String oldest = launch(BUILT.program("mlmmj-list")).run().out();

        assertThat(newest).contains("[--sun-misc-unsafe-memory-access=allow]");
        assertThat(oldest).doesNotContain("native-access", "unsafe");
    }

    @Test
    void allows_native_code_only_to_the_service_as_java_then_does_without_its_archived_modules() throws Exception {
        assertThat(launch(BUILT.program("mlmmj-list")).run().out()).doesNotContain("native-access");
        assertThat(launch(BUILT.program("mlmmjadmin")).run().out()).contains("[--enable-native-access=ALL-UNNAMED]");
    }

    @Test
    void opens_closed_descriptors_so_that_no_file_of_java_takes_their_place() throws Exception {
        java = FakeJava.in(folder, "98", "ls -l /proc/$$/fd >" + folder.resolve("fds"));

        launch("sh", "-c", BUILT.program("mlmmj-list") + " <&- >&- 2>&-").run();

        String descriptors = Files.readString(folder.resolve("fds"));
        assertThat(descriptors).contains(" 0 -> /dev/null\n", " 2 -> /dev/null\n");
    }

    @Test
    void passes_inherited_descriptors_on() throws Exception {
        // The original's mlmmj-process hands mails to mlmmj-send that way (spec 03 §2).
        Path mail = Files.writeString(folder.resolve("mail"), "the mail");
        java = FakeJava.in(folder, "98", "cat <&3; cat <&7");

        Finished finished = launch("sh", "-c", BUILT.program("mlmmj-send") + " 3<" + mail + " 7<" + mail)
                .run();

        assertThat(finished).isEqualTo(new Finished(0, "the mailthe mail", ""));
    }

    @Test
    void refuses_mail_from_a_closed_standard_input() throws Exception {
        Finished finished =
                launch("sh", "-c", BUILT.program("mlmmj-receive") + " <&-").run();

        assertThat(finished.status()).isEqualTo(75);
        assertThat(finished.err()).contains("standard input").hasLineCount(1);
    }

    @Test
    void does_not_know_programs_by_other_names() throws Exception {
        Path odd = BUILT.copyTo(folder.resolve("odd")).program("mlmmj-odd");
        Files.copy(BUILT.program("mlmmj-list"), odd, StandardCopyOption.COPY_ATTRIBUTES);

        Finished finished = launch(odd).run();

        assertThat(finished.status()).isEqualTo(75);
        assertThat(finished.err()).contains("mlmmj-odd").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh", "ksh", "mksh"})
    void scripts_mean_the_same_in_every_shell(String shell) throws Exception {
        String[] command = shell.split(" ", -1);
        assumeThat(Path.of("/bin", command[0])).exists();
        String script = "exec " + shell + " \"$0\" \"$@\"";

        Finished server = launch("sh", "-c", script, BUILT.program("mlmmj-receive"), "a b", "*")
                .run();
        Finished person = launch("sh", "-c", script, BUILT.program("mlmmj-list"), "a b", "*")
                .run();

        assertThat(server.out()).endsWith("[org.jmlmmj.receive.MlmmjReceive]\n[a b]\n[*]\n");
        assertThat(server.err()).isEmpty();
        assertThat(server.status()).isZero();
        assertThat(person.out()).endsWith("[org.jmlmmj.admin.MlmmjList]\n[a b]\n[*]\n0\n");
        assertThat(person.err()).isEmpty();
        assertThat(person.status()).isZero();
    }
}
