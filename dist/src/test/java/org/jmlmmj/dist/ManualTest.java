package org.jmlmmj.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jmlmmj.admin.MlmmjList;
import org.jmlmmj.admin.MlmmjMakeMl;
import org.jmlmmj.admin.MlmmjSub;
import org.jmlmmj.admin.MlmmjUnsub;
import org.jmlmmj.admin.doctor.MlmmjDoctor;
import org.jmlmmj.bounce.MlmmjBounce;
import org.jmlmmj.core.cli.Answer;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.cli.Terminal;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.maintd.MaintenanceSetup;
import org.jmlmmj.maintd.MlmmjMaintd;
import org.jmlmmj.receive.MlmmjProcess;
import org.jmlmmj.receive.MlmmjReceive;
import org.jmlmmj.receive.MlmmjReceiveStrip;
import org.jmlmmj.send.MlmmjSend;
import org.jmlmmj.send.StopSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the manual pages say is so: programs, options, control files; and they are well-formed. */
class ManualTest {
    static List<ManualPage> pages() throws IOException {
        return ManualPage.all();
    }

    @Test
    void table_of_control_files_is_that_of_the_code() throws Exception {
        List<String> expected = new ArrayList<>(List.of(".Bl -tag -width Ds"));
        for (Tunable<?> tunable : tunables()) {
            String kind = tunable.kind().name().toLowerCase(Locale.ROOT);
            expected.add(".It Pa " + tunable.name() + " Pq " + kind);
            expected.addAll(ManualPage.lines(tunable.meaning()));
        }
        expected.add(".El");

        String chapter = ManualPage.named("mlmmj").section("CONTROL FILES");
        String table = chapter.substring(chapter.lastIndexOf(".Bl"), chapter.lastIndexOf(".El") + 3);
        assertThat(table).isEqualTo(String.join("\n", expected));
    }

    @Test
    void readme_leads_to_the_table_of_control_files() throws Exception {
        assertThat(Files.readString(Path.of("../README.md")))
                .contains("[mlmmj(7)](dist/src/man/mlmmj.7) has all control files");
    }

    private static List<Tunable<?>> tunables() {
        return Tunable.known().stream()
                .sorted(Comparator.comparing(Tunable::name))
                .toList();
    }

    @Test
    void every_program_has_a_page() throws Exception {
        String tree = Files.readString(Path.of("src/main/assembly/tree.xml"));
        Pattern program = Pattern.compile("<outputDirectory>bin</outputDirectory>\\s*<destName>([^<]+)<");
        List<String> programs =
                program.matcher(tree).results().map(result -> result.group(1)).toList();

        assertThat(programs)
                .contains("mlmmj-receive", "mlmmj-recieve", "mlmmjadmin")
                .hasSizeGreaterThan(15);
        for (String name : programs) {
            assertThat(ManualPage.named(name).text()).as(name).contains(".Nm " + name);
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void page_has_the_options_that_the_program_knows(Program program, String name) throws Exception {
        assertThat(ManualPage.named(name).options())
                // Long ones are second names.
                .filteredOn(option -> !option.startsWith("--"))
                .containsExactlyInAnyOrderElementsOf(program.letters()
                        .replace(":", "")
                        .chars()
                        .mapToObj(letter -> "-" + (char) letter)
                        .toList());
    }

    static List<Object[]> programs() {
        Path texts = Path.of("texts");
        Answer answer = new Answer(System.out, System.err);
        Map<String, Program> programs = new TreeMap<>();
        programs.put("mlmmj-receive", new MlmmjReceive(answer, texts, StopSignal::new));
        programs.put("mlmmj-amime-receive", new MlmmjReceive(answer, texts, StopSignal::new));
        programs.put("mlmmj-receive-strip", new MlmmjReceiveStrip(answer, texts, StopSignal::new));
        programs.put("mlmmj-process", new MlmmjProcess(texts, StopSignal::new));
        programs.put("mlmmj-send", new MlmmjSend(new StopSignal()));
        programs.put("mlmmj-bounce", new MlmmjBounce(texts, StopSignal::new));
        MaintenanceSetup setup =
                new MaintenanceSetup(texts, (list, mail) -> {}, Optional.empty(), MlmmjMaintd.PAUSE, false, () -> {});
        programs.put("mlmmj-maintd", new MlmmjMaintd(setup, new StopSignal()));
        programs.put("mlmmj-sub", new MlmmjSub(texts, StopSignal::new, Terminal.none()));
        programs.put("mlmmj-unsub", new MlmmjUnsub(texts, StopSignal::new, Terminal.none()));
        programs.put("mlmmj-list", new MlmmjList());
        org.jmlmmj.admin.Installation installation = org.jmlmmj.admin.Installation.in(Path.of("home"));
        programs.put("mlmmj-make-ml", new MlmmjMakeMl(installation, () -> "example.org", Terminal.none()));
        programs.put("mlmmj-doctor", MlmmjDoctor.ofProcess());
        programs.put("mlmmj-warmup", new Warmup(installation));
        return programs.entrySet().stream()
                .map(entry -> new Object[] {entry.getValue(), entry.getKey()})
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_of_a_program_lists_its_exit_statuses(ManualPage page) {
        String section = page.section("DIAGNOSTICS");
        if (page.name().equals("mlmmj")) {
            assertThat(section).contains("0", "1", "64", "75");
        } else {
            assertThat(section).contains(".It 0\n", ".It 64\n", ".It 75\n");
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_refers_to_pages_that_exist(ManualPage page) throws Exception {
        List<String> files = ManualPage.files().stream()
                .map(file -> file.getFileName().toString())
                .toList();
        List<String> references = Pattern.compile("Xr (\\S+) ([0-9])")
                .matcher(page.text())
                .results()
                .map(result -> result.group(1) + "." + result.group(2))
                .filter(name -> name.matches("(mlmmj|maillist|sync).*"))
                .toList();

        assertThat(files).containsAll(references);
        assertThat(page.name().equals("mlmmj") || references.contains("mlmmj.7"))
                .as("%s refers to mlmmj(7), or is it", page)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_can_be_formatted_without_a_warning(ManualPage page) throws Exception {
        List<String> told = new ArrayList<>();
        boolean any =
                run(told, "groff", "-ww", "-mandoc", "-Tutf8", "-z", page.file().toString());
        any |= run(told, "mandoc", "-T", "lint", "-W", "style", page.file().toString());

        assumeTrue(any, "neither groff nor mandoc is there");
        // References to pages are checked above, for mandoc looks for them among those installed.
        assertThat(told)
                .filteredOn(line -> !line.contains("manual not found") && !line.contains("outdated mandoc.db"))
                .isEmpty();
    }

    private static boolean run(List<String> told, String... command) throws Exception {
        boolean isThere = Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command[0])));
        if (!isThere) {
            return false;
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        told.addAll(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList());
        process.waitFor();
        return true;
    }
}
