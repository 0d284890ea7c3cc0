package org.jmlmmj.core.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.test.RunningUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spec 01 §5, row by row. */
class ControlFileTest {
    private final List<String> warnings = new ArrayList<>();

    private Path folder;
    private Path path;
    private ControlFile file;

    @BeforeEach
    void nameFile(@TempDir Path control) {
        folder = control;
        path = control.resolve("file");
        file = new ControlFile(path, warnings::add);
    }

    /** Writes the file, every character one octet. */
    private void content(String octets) throws IOException {
        Files.writeString(path, octets, StandardCharsets.ISO_8859_1);
    }

    @Test
    void a_missing_file_is_false_and_has_no_value() throws Exception {
        assertThat(file.exists()).isFalse();
        assertThat(file.firstLine()).isEmpty();
        assertThat(file.lines()).isEmpty();
        assertThat(file.entries()).isEmpty();
        assertThat(file.octets()).isEmpty();
        assertThat(file.number(25, 0, 65_535)).isEqualTo(25);
        assertThat(file.count(100)).isEqualTo(100);
        assertThat(warnings).isEmpty();
    }

    @Test
    void an_empty_file_is_true_and_has_no_first_line_but_a_list_without_entries() throws Exception {
        content("");
        assertThat(file.exists()).isTrue();
        assertThat(file.firstLine()).isEmpty();
        assertThat(file.lines()).contains(List.of());
        assertThat(file.entries()).contains(List.of());
        assertThat(file.octets().orElseThrow()).isEmpty();
        assertThat(file.number(25, 0, 65_535)).isEqualTo(25);
        assertThat(file.count(100)).isEqualTo(100);
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r\r\n", "\r"})
    void a_file_with_only_a_line_end_is_true_and_has_an_empty_first_line(String end) throws Exception {
        content(end);
        assertThat(file.exists()).isTrue();
        assertThat(file.firstLine()).contains("");
        assertThat(file.lines()).contains(List.of());
        assertThat(file.octets().orElseThrow()).asString().isEqualTo(end);
        assertThat(file.number(25, 0, 65_535)).isEqualTo(25);
        assertThat(warnings).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "no", "false\n", "#\n"})
    void the_content_of_a_switch_does_not_count(String content) throws Exception {
        content(content);
        assertThat(file.exists()).isTrue();
    }

    @Test
    void links_are_followed_and_a_dangling_one_is_missing() throws Exception {
        Path target = path.resolveSibling("target");
        Files.createSymbolicLink(path, target);
        assertThat(file.exists()).isFalse();
        assertThat(file.lines()).isEmpty();
        Files.writeString(target, "x\n");
        assertThat(file.exists()).isTrue();
        assertThat(file.firstLine()).contains("x");
    }

    @Test
    void a_loop_of_links_is_an_error() throws Exception {
        Files.createSymbolicLink(path, path);
        assertThatThrownBy(file::exists).isInstanceOf(IOException.class);
        assertThatThrownBy(file::lines).isInstanceOf(IOException.class);
    }

    @Test
    void a_folder_that_is_none_is_an_error() throws Exception {
        Files.writeString(path, "");
        ControlFile below = new ControlFile(path.resolve("x"), warnings::add);
        assertThatThrownBy(below::exists).isInstanceOf(IOException.class);
        assertThatThrownBy(below::firstLine).isInstanceOf(IOException.class);
    }

    @Test
    void a_folder_in_the_place_of_the_file_is_an_error_for_every_kind_with_content() throws Exception {
        Files.createDirectory(path);
        assertThat(file.exists()).isTrue();
        assertThatThrownBy(file::firstLine).isInstanceOf(IOException.class);
        assertThatThrownBy(file::entries).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> file.count(1)).isInstanceOf(IOException.class);
    }

    @Test
    void a_file_that_cannot_be_read_is_an_error_and_not_missing() throws Exception {
        assumeFalse(RunningUser.isRoot(), "root may read everything");
        content("x\n");
        RunningUser.chmod(path, 0);
        assertThat(file.exists()).isTrue();
        assertThatThrownBy(file::entries).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(file::firstLine).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(file::octets).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void a_folder_that_cannot_be_entered_is_an_error_for_a_switch() throws Exception {
        assumeFalse(RunningUser.isRoot(), "root may enter everything");
        RunningUser.chmod(folder, 0600);
        try {
            assertThatThrownBy(file::exists).isInstanceOf(AccessDeniedException.class);
        } finally {
            RunningUser.chmod(folder, 0700);
        }
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'x',x",
                "'x\n',x",
                "'x\r\ny\n',x",
                "'x\r\r\n',x",
                "' x \t\n', x \t",
                "'x\ry\n',x\ry",
                "'\rx\n',''",
                "'\nx\n',''",
                "'\u00ef\u00bb\u00bfx\n',x",
                "'\u00ef\u00bb\u00bf\n',''",
                "'\u00ef\u00bb\u00bf',''",
                "'\u00ef\u00bbx',\u00ef\u00bbx",
                "'\u00c3\u00bc\n',\u00fc",
                "'\u00fc\n',\u00fc"
            })
    void reads_the_first_line(String octets, String line) throws Exception {
        content(octets);
        assertThat(file.firstLine()).contains(line);
    }

    @Test
    void a_zero_octet_ends_the_value() throws Exception {
        content("x\0y\n");
        assertThat(file.firstLine()).contains("x");
        content("x\r\0y\n");
        assertThat(file.firstLine()).contains("x");
        content("\0x\n");
        assertThat(file.firstLine()).contains("");
        content("5\0x");
        assertThat(file.count(1)).isEqualTo(5);
    }

    @Test
    void reads_every_line_that_is_not_empty() throws Exception {
        content("a\n\n\r\n b \t\r\nc\r\r\n\rd\n\0e\nf\0g\n \n\u00ef\u00bb\u00bfh");
        assertThat(file.lines()).contains(List.of("a", " b \t", "c", "f", " ", "\ufeffh"));
    }

    @Test
    void reads_entries_without_the_white_space_around_them() throws Exception {
        content("\u00ef\u00bb\u00bf a@x \t\r\n \t\n\tb@x\n#c\nb@x");
        assertThat(file.entries()).contains(List.of("a@x", "b@x", "#c", "b@x"));
    }

    @Test
    void reads_each_line_as_utf_8_or_else_as_latin_1() throws Exception {
        content("\u00fcb\u00e4r\n\u00c3\u00bcb\u00c3\u00a4r\n");
        assertThat(file.lines()).contains(List.of("\u00fcb\u00e4r", "\u00fcb\u00e4r"));
    }

    @Test
    void reads_a_text_octet_for_octet() throws Exception {
        String text = "\u00ef\u00bb\u00bf\r\n \0\u00fc\n\n";
        content(text);
        assertThat(new String(file.octets().orElseThrow(), StandardCharsets.ISO_8859_1))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'5',5",
                "'5\n',5",
                "' \t5 \r\n',5",
                "'5 seconds\n',5",
                "'5\tx',5",
                "'+5',5",
                "'007',7",
                "'0',0",
                "'-5',-5",
                "'5\n6',5",
                "'9223372036854775807',9223372036854775807",
                "'-9223372036854775808',-9223372036854775808"
            })
    void reads_a_number_with_white_space_around_it_and_text_behind(String octets, long number) throws Exception {
        content(octets);
        assertThat(file.number(1, Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(number);
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5x",
                "x5",
                "",
                "-",
                "+",
                "5.0",
                "5,",
                "0x10",
                "1e3",
                "--5",
                "5\u00e9",
                "9223372036854775808",
                "# 5",
                "\n"
            })
    void refuses_what_is_no_number_with_a_warning(String line) throws Exception {
        content(line + "\n");
        assertThat(file.number(25, 0, 65_535)).isEqualTo(25);
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0)).contains(path.toString(), "is no number from 0 to 65535, using 25");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0665", "\uff15", "5\u0665"})
    void knows_only_ascii_digits(String line) {
        assertThat(ControlFile.parse(line)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"-1, 25", "0, 0", "65535, 65535", "65536, 25"})
    void refuses_a_number_that_is_out_of_range(String content, long number) throws Exception {
        content(content);
        assertThat(file.number(25, 0, 65_535)).isEqualTo(number);
        assertThat(warnings).hasSize(number == 25 ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "-9223372036854775808"})
    void a_count_that_is_not_positive_silently_means_the_default(String content) throws Exception {
        content(content);
        assertThat(file.count(100)).isEqualTo(100);
        assertThat(warnings).isEmpty();
    }

    @Test
    void a_count_that_is_no_number_means_the_default_with_a_warning() throws Exception {
        content("many");
        assertThat(file.count(100)).isEqualTo(100);
        assertThat(warnings).hasSize(1);
    }
}
