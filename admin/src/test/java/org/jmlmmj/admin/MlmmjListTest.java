package org.jmlmmj.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.test.ChildJvm;
import org.jmlmmj.core.test.ListFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MlmmjListTest {
    @TempDir
    private Path spool;

    private ListFixture list;

    @BeforeEach
    void makeList() {
        list = ListFixture.in(spool)
                .subscribers("zed@example.net", "ann@example.net", "abe@example.net")
                .lines("digesters.d", "dora@example.net")
                .lines("nomailsubs.d", "nell@example.net", "nick@example.net")
                .control("moderators", "mod@example.net\n\nmodest@example.net\r\n");
    }

    private Run list(String... arguments) {
        List<String> all = new ArrayList<>(List.of("-L", list.folder().toString()));
        all.addAll(List.of(arguments));
        return Run.of(new MlmmjList(), all.toArray(String[]::new));
    }

    private static Run printed(String text) {
        return new Run(ExitStatus.OK, text.replace(' ', '\n'), "");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "-s, ann@example.net abe@example.net zed@example.net",
                "-d, dora@example.net",
                "-n, nell@example.net nick@example.net",
                "-m, mod@example.net modest@example.net",
                "-o, keeper@example.org",
                "-dnmos, ann@example.net abe@example.net zed@example.net",
                "-dsd, dora@example.net",
                "-snmod, dora@example.net",
                "-sc, 3",
                "-dc, 1",
                "-cn, 2",
                "-mc, 2",
                "-co, 1",
                "-c, 3"
            })
    void prints_what_the_last_switch_asks_for(String switches, String expected) {
        assertThat(list(switches)).isEqualTo(printed(expected + " "));
    }

    @Test
    void prints_normal_subscribers_without_a_switch_files_by_name() {
        assertThat(list()).isEqualTo(printed("ann@example.net abe@example.net zed@example.net "));
    }

    @Test
    void passes_over_blank_lines_and_ends_every_line_with_one_newline() {
        list.file("subscribers.d/a", "\n\r\nann@example.net\r\n   \nabe@example.net");
        assertThat(list()).isEqualTo(printed("ann@example.net abe@example.net zed@example.net "));
        assertThat(list("-c")).isEqualTo(printed("3 "));
    }

    @Test
    void hands_lines_through_octet_for_octet() throws Exception {
        byte[] odd = {'h', (byte) 0xff, 0, (byte) 0xc3, '@', 'x', '\n'};
        for (String name : list.names("subscribers.d")) {
            Files.delete(list.path("subscribers.d").resolve(name));
        }
        Files.write(list.path("subscribers.d/h"), odd);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(run(out, "-L", list.folder().toString())).isEqualTo(ExitStatus.OK);
        assertThat(out.toByteArray()).isEqualTo(odd);
    }

    /** Runs the program with this standard output. */
    private static ExitStatus run(OutputStream out, String... arguments) {
        Run.Surroundings plain = Run.Surroundings.plain();
        return new MlmmjList()
                .run(new Invocation(
                        "prog",
                        List.of(arguments),
                        Map.of(),
                        InputStream.nullInputStream(),
                        new PrintStream(out),
                        new PrintStream(OutputStream.nullOutputStream()),
                        plain.clock(),
                        plain.names(),
                        plain.syslog()));
    }

    @Test
    void says_when_standard_output_takes_no_more() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("no space left");
            }
        };
        assertThat(run(full, "-L", list.folder().toString())).isEqualTo(ExitStatus.TEMPORARY_FAILURE);
        assertThat(run(full, "-c", "-L", list.folder().toString())).isEqualTo(ExitStatus.TEMPORARY_FAILURE);
    }

    @Test
    void needs_neither_control_folder_nor_list_address() throws Exception {
        for (String name : list.names("control")) {
            Files.delete(list.path("control").resolve(name));
        }
        Files.delete(list.path("control"));
        assertThat(list()).isEqualTo(printed("ann@example.net abe@example.net zed@example.net "));
        assertThat(list("-o")).isEqualTo(printed(""));
        assertThat(list("-mc")).isEqualTo(printed("0 "));
    }

    @Test
    void passes_over_folders_and_left_overs_of_other_programs() throws Exception {
        Files.createDirectory(list.path("subscribers.d/folder"));
        list.file("subscribers.d/a.new", "twice@example.net\n").file("subscribers.d/.a.lock", "");
        Run run = list();
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        assertThat(run.out()).isEqualTo("ann@example.net\nabe@example.net\nzed@example.net\n");
        assertThat(run.err()).contains("subscribers.d/folder").hasLineCount(1);
    }

    @Test
    void missing_subscriber_folder_is_a_refusal() throws Exception {
        Files.delete(list.path("digesters.d/d"));
        Files.delete(list.path("digesters.d"));
        Run run = list("-d");
        assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("digesters.d does not exist").hasLineCount(1);
        assertThat(list("-dc").status()).isEqualTo(ExitStatus.REFUSED);
    }

    @Test
    void empty_subscriber_folder_is_an_empty_list() throws Exception {
        Files.delete(list.path("digesters.d/d"));
        assertThat(list("-d")).isEqualTo(printed(""));
        assertThat(list("-dc")).isEqualTo(printed("0 "));
    }

    @Test
    void missing_list_is_a_refusal() {
        Run run = Run.of(new MlmmjList(), "-L", spool.resolve("none").toString());
        assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(run.err()).contains("does not exist").hasLineCount(1);
    }

    @Test
    void unknown_option_and_missing_list_are_wrong_usage() {
        assertThat(list("-x").status()).isEqualTo(ExitStatus.USAGE);
        assertThat(Run.of(new MlmmjList(), "-d").status()).isEqualTo(ExitStatus.USAGE);
        assertThat(Run.of(new MlmmjList(), "-d").err()).contains("-L LIST").hasLineCount(1);
    }

    @Test
    void help_names_every_option() {
        Run run = Run.of(new MlmmjList(), "-h");
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        for (char letter : "LsdnmochV".toCharArray()) {
            assertThat(run.out()).containsPattern("[ ,]-" + letter + "\\b");
        }
    }

    /** Runs the program in a process and counts what it prints: list directory as argument. */
    static final class Counter {
        private Counter() {}

        /** Says the number of lines and the checksum of all octets. */
        public static void main(String[] args) {
            long[] lines = new long[1];
            CRC32 checksum = new CRC32();
            OutputStream counting = new OutputStream() {
                @Override
                public void write(int octet) {
                    lines[0] += octet == '\n' ? 1 : 0;
                    checksum.update(octet);
                }
            };
            ExitStatus status = run(counting, "-L", args[0]);
            System.out.println(status + " " + lines[0] + " " + checksum.getValue());
        }
    }

    @Test
    void streams_a_million_lines_with_a_heap_that_could_not_hold_them() throws Exception {
        CRC32 checksum = new CRC32();
        long octets = 0;
        Files.delete(list.path("subscribers.d/z"));
        for (char first : new char[] {'a', 'b', 'c', 'd'}) {
            try (OutputStream out = new CheckedOutputStream(
                    new BufferedOutputStream(Files.newOutputStream(list.path("subscribers.d/" + first))), checksum)) {
                for (int i = 0; i < 250_000; i++) {
                    String address = first + "-".repeat(80) + (1_000_000 + i) + "@example.net\n";
                    out.write(address.getBytes(US_ASCII));
                    octets += address.length();
                }
            }
        }
        try (ChildJvm process = ChildJvm.start(Counter.class, list.folder().toString())) {
            assertThat(octets).isGreaterThan(64 << 20);
            process.await("OK 1000000 " + checksum.getValue());
        }
    }
}
