package org.jmlmmj.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

class TextPropertiesTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Path FOLDER = temporaryFolder();
    private static final EveryText EVERY_TEXT = new EveryText(FOLDER);

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("texts");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterContainer
    static void deleteFolder() throws IOException {
        try (Stream<Path> all = Files.walk(FOLDER)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Every directive and substitution, escapes, words, and things that look like them. */
    private static final List<String> PIECES = List.of(
            "%ifaction sub%",
            "%ifaction no%",
            "%ifnreason admin%",
            "%iftype digest normal%",
            "%ifcontrol owner%",
            "%ifncontrol nosuch%",
            "%else%",
            "%endif%",
            "%endif%",
            "%wrap%",
            "%wrap 20%",
            "%wrap 3%",
            "%nowrap%",
            "%ww%",
            "%cw%",
            "%uw%",
            "%wordwrap%",
            "%charwrap%",
            "%userwrap%",
            "%thin%",
            "%wide%",
            "%zero \u0301%",
            "%^%",
            "%$%",
            "%comment%",
            "%text a%",
            "%text b%",
            "%text open%",
            "%text nosuch%",
            "%control motto%",
            "%originalmail%",
            "%originalmail 2%",
            "%moderators%",
            "%gatekeepers%",
            "%listsubs%",
            "%digestsubs%",
            "%nomailsubs%",
            "%bouncenumbers%",
            "%digestthreads%",
            "$list$",
            "$subject$",
            "$text a$",
            "$text open$",
            "$control motto$",
            "$control nosuch$",
            "$moderators$",
            "$originalmail$",
            "$random0$",
            "$$",
            "%%",
            "\\ ",
            "\\/",
            "\\=",
            "\\\\",
            "\\u0025",
            "\\u000a",
            "\\uD83D",
            "\\uZZ",
            "\\",
            "%",
            "$",
            "%nobody%",
            "$nobody$",
            "%wrap 0%",
            "\n",
            "\n",
            "\n",
            "\n\n",
            "\r\n",
            " ",
            "  ",
            "\t",
            "word",
            "two words",
            "é",
            "e\u0301",
            "春夏秋冬",
            "🐦",
            "Subject: x\n\n",
            "\0");

    @Provide
    Arbitrary<String> templates() {
        return Arbitraries.of(PIECES).list().ofMaxSize(40).map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<byte[]> octets() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
    }

    private static void check(byte[] octets) {
        assertTimeoutPreemptively(LONG, () -> EVERY_TEXT.check(octets));
    }

    @Property(tries = 3000)
    void random_template_becomes_complete_lines(@ForAll("templates") String template) {
        check(template.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 1000)
    void random_octets_become_complete_lines(@ForAll("octets") byte[] octets) {
        check(octets);
    }

    @Provide
    Arbitrary<List<String>> words() {
        Arbitrary<String> word =
                Arbitraries.strings().withChars("abcé春🐦.,-").ofMinLength(1).ofMaxLength(30);
        Arbitrary<String> piece = Arbitraries.of(
                "$list$",
                "$subaddr$",
                "%ifaction no%dropped%endif%",
                "%ifaction sub%",
                "%endif%",
                "%thin%",
                "\nnext",
                "\n  next");
        return Arbitraries.oneOf(word, word, piece).list().ofMinSize(1).ofMaxSize(60);
    }

    /** A line may be as wide as the limit only if there was no place to break it. */
    @Property
    void no_line_reaches_the_width_where_it_can_be_broken(
            @ForAll("words") List<String> words, @ForAll @IntRange(min = 1, max = 80) int width) throws IOException {
        String text = String.join(" ", words).replace("%endif% ", "%endif%");
        String template = "\n- %wrap " + width + "%" + text + "\n";

        String body = EVERY_TEXT.check(template.getBytes(StandardCharsets.UTF_8));

        for (String whole : body.split("\n", -1)) {
            // Of several spaces at which a line is broken all but one stay (spec 06 §11.4).
            String line = whole.stripTrailing();
            String inside = line.length() < 2 ? "" : line.substring(2);
            boolean fits = line.codePointCount(0, line.length()) < width;
            assertThat(fits || !inside.strip().contains(" ")).as(line).isTrue();
        }
    }

    @Property
    void wrapping_changes_nothing_but_white_space(
            @ForAll("words") List<String> words, @ForAll @IntRange(min = 1, max = 80) int width) {
        String text = String.join(" ", words);

        String wrapped = render("\n%wrap " + width + "%" + text + "\n");
        String plain = render("\n" + text + "\n");

        assertThat(wrapped.replaceAll("\\s+", "")).isEqualTo(plain.replaceAll("\\s+", ""));
    }

    private static String render(String template) {
        try {
            return EVERY_TEXT.check(template.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
