package org.jmlmmj.texts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every language has every text, in a form that the language of list texts understands, with the facts of the English one. */
class TextFilesTest {
    private static final Pattern TOKEN = Pattern.compile("%[a-z^$][^%\\n]*%|\\$[^$\\n]+\\$");
    private static final Pattern KNOWN = Pattern.compile("%(?:wrap|nowrap|ww|cw|uw|wide|thin|else|endif|comment|\\^|\\$"
            + "|text prologue|originalmail(?: \\d+)?|moderators|gatekeepers|normalsubs|digestsubs|nomailsubs"
            + "|bouncenumbers|digestthreads|ifn?(?:action|reason|type|control)(?: [a-z]+)+)%");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(Languages.FOLDER)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    static List<String> languages() {
        return Languages.ALL;
    }

    @ParameterizedTest
    @MethodSource("languages")
    void every_language_has_every_text(String language) throws IOException {
        assertThat(names(Languages.folder(language))).isEqualTo(names(Languages.folder("en")));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void is_plain_utf8_without_tabs_trailing_blanks_or_missing_line_end(Path file) throws IOException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                .toString();
        assertThat(text).endsWith("\n").doesNotContain("\t", "\r", " \n", "\ufffd", "\ufeff");
    }

    @ParameterizedTest
    @MethodSource("files")
    void uses_known_directives_only(Path file) throws IOException {
        assertThat(tokens(file))
                .filteredOn(token -> token.startsWith("%"))
                .allMatch(token -> KNOWN.matcher(token).matches());
    }

    /** Conditions and includes in the same order, and each address as often: so each branch says the same. */
    @ParameterizedTest
    @MethodSource("files")
    void has_the_conditions_and_values_of_the_english_text(Path file) throws IOException {
        Path english = Languages.folder("en").resolve(file.getFileName());
        assertThat(conditions(file)).isEqualTo(conditions(english));
        assertThat(tokens(file).stream().filter(token -> token.startsWith("$")).sorted())
                .containsExactlyElementsOf(tokens(english).stream()
                        .filter(token -> token.startsWith("$"))
                        .sorted()
                        .toList());
    }

    private static List<String> conditions(Path file) throws IOException {
        return tokens(file).stream()
                .filter(token -> token.startsWith("%if")
                        || token.equals("%else%")
                        || token.equals("%endif%")
                        || token.startsWith("%text")
                        || token.startsWith("%originalmail"))
                .toList();
    }

    private static List<String> tokens(Path file) throws IOException {
        return TOKEN.matcher(Files.readString(file))
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
