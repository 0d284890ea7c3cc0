package org.jmlmmj.send.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jmlmmj.core.address.EmailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireImageTest {
    private static final Optional<EmailAddress> ANN = Optional.of(EmailAddress.of("ann@a.example"));

    @TempDir
    Path folder;

    private String wire(String mail) {
        return Mails.wire(Mails.image(folder, mail), Optional.empty());
    }

    private MessageFacts facts(String mail) {
        return Mails.image(folder, mail).facts();
    }

    /** Each case: what is stored, what goes out before the final dot. A test per rule of spec 03 §7.5. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "LF becomes CR LF, 'a\\nb\\n', 'a\\r\\nb\\r\\n'",
        "CR LF is one line end, 'a\\r\\nb\\r\\n', 'a\\r\\nb\\r\\n'",
        "a lone CR becomes a blank, 'a\\rb\\n', 'a b\\r\\n'",
        "CR CR LF is a blank and a line end, 'a\\r\\r\\nb\\n', 'a \\r\\nb\\r\\n'",
        "a CR at the end becomes a blank, 'a\\r', 'a \\r\\n'",
        "a CR alone is a line with a blank, '\\r', ' \\r\\n'",
        "a last line without line end gets one, 'a', 'a\\r\\n'",
        "the first line's dot is doubled, '.a\\n', '..a\\r\\n'",
        "a line's dot is doubled after LF, 'a\\n.b\\n', 'a\\r\\n..b\\r\\n'",
        "a line's dot is doubled after CR LF, 'a\\r\\n.\\r\\n', 'a\\r\\n..\\r\\n'",
        "two dots become three, 'a\\n..b\\n', 'a\\r\\n...b\\r\\n'",
        "a dot after a lone CR is inside a line, 'a\\n\\r.b\\n', 'a\\r\\n .b\\r\\n'",
        "a dot inside a line stays, 'a.b\\n', 'a.b\\r\\n'",
        "empty lines at the end stay, 'a\\n\\n\\n', 'a\\r\\n\\r\\n\\r\\n'",
        "nothing stays nothing, '', ''",
    })
    void encodes_line_ends_and_dots(String rule, String stored, String sent) {
        assertThat(wire(unescape(stored))).as(rule).isEqualTo(unescape(sent) + ".\r\n");
    }

    private static String unescape(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n");
    }

    @Test
    void passes_on_every_other_octet() {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 256; c++) {
            if (c != '\r' && c != '\n') {
                all.append(c);
            }
        }
        String line = "x" + all;
        assertThat(wire(line + "\n")).isEqualTo(line + "\r\n.\r\n");
    }

    @Test
    void passes_on_a_line_of_any_length() {
        String line = "x.".repeat(200_000);
        assertThat(wire("a\n" + line + "\n")).isEqualTo("a\r\n" + line + "\r\n.\r\n");
    }

    @Test
    void counts_octets_before_dots_are_doubled_and_without_the_final_dot() {
        assertThat(facts("").octets()).isZero();
        assertThat(facts("a").octets()).isEqualTo(3);
        assertThat(facts(".\n..\n\n").octets()).isEqualTo(".".length() + 2 + 4 + 2);
        assertThat(facts("a\r\nb\n").octets()).isEqualTo(6);
    }

    @Test
    void knows_where_octets_beyond_ascii_are() {
        assertThat(facts("a: b\n\nc\n")).isEqualTo(new MessageFacts(11, 0, false, false, true));
        assertThat(facts("a: b\n\n\u00e4\n").eightBit()).isTrue();
        assertThat(facts("a: b\n\n\u00e4\n").eightBitHeader()).isFalse();
        assertThat(facts("a: \u00e4\n\nc\n")).isEqualTo(new MessageFacts(11, 0, true, true, false));
        assertThat(facts("a: \u00c3\u00a4\n\nc\n").isInternationalized()).isTrue();
        assertThat(facts("a: \u00c3\n\n\u00a4\n").isInternationalized()).isFalse();
    }

    @Test
    void puts_the_to_line_before_the_first_empty_line() {
        assertThat(Mails.wire(Mails.image(folder, "Subject: x\nTo: list\n\nbody\n\nmore\n"), ANN))
                .isEqualTo("Subject: x\r\nTo: list\r\nTo: ann@a.example\r\n\r\nbody\r\n\r\nmore\r\n.\r\n");
        assertThat(Mails.wire(Mails.image(folder, "Subject: x\r\n\r\nbody\n\n"), ANN))
                .isEqualTo("Subject: x\r\nTo: ann@a.example\r\n\r\nbody\r\n\r\n.\r\n");
        assertThat(Mails.wire(Mails.image(folder, "\nbody\n"), ANN))
                .isEqualTo("To: ann@a.example\r\n\r\nbody\r\n.\r\n");
    }

    @Test
    void adds_no_to_line_where_there_is_no_empty_line() {
        WireImage image = Mails.image(folder, "Subject: x\n");
        assertThat(Mails.wire(image, ANN)).isEqualTo("Subject: x\r\n.\r\n");
        assertThat(image.addedOctets(ANN)).isZero();
    }

    @Test
    void counts_the_to_line() {
        assertThat(Mails.image(folder, "a: b\n\n").addedOctets(ANN)).isEqualTo("To: ann@a.example\r\n".length());
        assertThat(Mails.image(folder, "a: b\n\n").addedOctets(Optional.empty()))
                .isZero();
    }

    @Test
    void keeps_a_large_mail_in_a_temporary_file_that_disappears() throws IOException {
        byte[] mail = ("Subject: x\n\n" + ".line of text\n".repeat(1000)).getBytes(StandardCharsets.US_ASCII);
        String small = Mails.wire(Mails.image(folder, mail, 1 << 20), ANN);
        try (WireImage image = Mails.image(folder, mail, 100)) {
            assertThat(temporaryFiles()).hasSize(1);
            assertThat(Mails.wire(image, ANN)).isEqualTo(small);
            assertThat(Mails.wire(image, Optional.empty())).isEqualTo(small.replace("To: ann@a.example\r\n", ""));
        }
        assertThat(temporaryFiles()).isEmpty();
    }

    private List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(".tmp-"))
                    .toList();
        }
    }

    /** The rules again, as text replacement: slow and obvious. */
    private static String model(String mail) {
        String lines = mail.replace("\r\n", "\n").replace('\r', ' ');
        if (!lines.isEmpty() && !lines.endsWith("\n")) {
            lines += "\n";
        }
        String stuffed = lines.replaceAll("(^|\\n)\\.", "$1" + Matcher.quoteReplacement(".."));
        return stuffed.replace("\n", "\r\n") + ".\r\n";
    }

    @Property
    void is_what_text_replacement_gives(@ForAll @Size(max = 60) List<@IntRange(max = 4) Integer> octets)
            throws IOException {
        StringBuilder mail = new StringBuilder();
        for (int octet : octets) {
            mail.append("\r\n.a\u00e9".charAt(octet));
        }
        Path place = Files.createTempDirectory("wire");
        try (WireImage image =
                Mails.image(place, mail.toString().getBytes(StandardCharsets.ISO_8859_1), octets.size())) {
            assertThat(Mails.wire(image, Optional.empty())).isEqualTo(model(mail.toString()));
        } finally {
            try (Stream<Path> files = Files.list(place)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(place);
        }
    }
}
