package org.jmlmmj.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jmlmmj.core.test.ReceivedMail;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.junit.jupiter.api.Test;

/**
 * Nothing that a list file, a control file or a mail holds can add an SMTP command (spec 03 §5). The peer of these tests takes a
 * bare CR or LF for a violation, and knows no other commands than those a client may send here.
 */
class InjectionTest {
    /** A quoted local part may hold blanks and angle brackets (RFC 5321 §4.1.2): no peer takes the end of a command for one. */
    private static final String LOCAL = "(\"([^\"\\\\\\p{Cntrl}]|\\\\[^\\p{Cntrl}])*\"|[^<>\"\\s]+)";

    private static final Pattern COMMAND = Pattern.compile("EHLO [!-~]+|DATA|RSET|QUIT|BDAT [0-9]+ LAST"
            + "|MAIL FROM:<[^<>]*>( SIZE=[0-9]+)?( BODY=8BITMIME)?( SMTPUTF8)?( [ -~]*)?|RCPT TO:<" + LOCAL
            + "@[^<>\\s]+>");

    private static final List<String> BAITS = List.of(
            "\r\nRCPT TO:<evil@attacker.example>\r\n",
            "\nRCPT TO:<evil@attacker.example>\n",
            "\rMAIL FROM:<evil@attacker.example>\r",
            "> evil@attacker.example",
            ">\r\nDATA\r\n",
            "\r\n.\r\nMAIL FROM:<evil@attacker.example>\r\nRCPT TO:<evil@attacker.example>\r\nDATA\r\n",
            "\n.\nQUIT\n",
            "\r.\rQUIT\r",
            "\n.\r\nQUIT\r\n",
            "\r\n.\nQUIT\r\n",
            "\u2028RCPT TO:<evil@attacker.example>",
            "\u0085QUIT",
            "\u0000",
            "\u000b",
            "..\n.",
            "\"a b\"",
            "\"a\\\r\nQUIT\"");

    private static final List<String> PIECES =
            List.of("a@x.example", "b", "@x.example", ".", " ", "\t", "<", ">", "\n", "\r", "c=d");

    private static String mix(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            List<String> from = random.nextInt(3) == 0 ? BAITS : PIECES;
            text.append(from.get(random.nextInt(from.size())));
        }
        return text.toString();
    }

    @Test
    void a_quoted_local_part_is_one_address_and_an_open_one_is_none() {
        assertThat("RCPT TO:<\"a b> c\\\"\"@x.example>").matches(COMMAND);
        assertThat(List.of("RCPT TO:<\"a b@x.example>", "RCPT TO:<a b@x.example>", "RCPT TO:<\"a\" b\"@x.example>"))
                .noneMatch(command -> COMMAND.matcher(command).matches());
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void no_file_can_add_a_command(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Path folder = Files.createTempDirectory("injection");
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.start()) {
            peer.announce(random.nextBoolean() ? new String[] {"PIPELINING", "CHUNKING"} : new String[] {"SIZE"});
            RelayedList list = RelayedList.of(folder, peer);
            list.files()
                    .file("subscribers.d/a", "good@x.example\n" + mix(random) + "\nbetter@x.example\n" + mix(random))
                    .file("subscribers.d/" + random.nextInt(10), mix(random))
                    .file(RelayedList.QUEUED, "Subject: " + mix(random) + "\n\n" + mix(random));
            for (String name : List.of("smtphelo", "verp", "staticbounceaddr", "addtohdr", "maxverprecips")) {
                if (random.nextInt(3) == 0) {
                    list.files().control(name, mix(random));
                }
            }
            list.post().send(list.queued(), Optional.empty());
            check(peer);
        } finally {
            delete(folder);
        }
    }

    private static void check(ScriptedSmtpPeer peer) {
        assertThat(peer.commands()).allMatch(command -> COMMAND.matcher(command).matches());
        assertThat(peer.commands()).noneMatch(command -> command.startsWith("MAIL FROM:<evil"));
        assertThat(peer.delivered())
                .contains("good@x.example", "better@x.example")
                .noneMatch(to -> to.contains("evil"));
        long begun = peer.commands().stream()
                .filter(command -> command.startsWith("MAIL"))
                .count();
        assertThat(begun).isEqualTo(peer.accepted().size());
        assertThat(peer.accepted())
                .extracting(ReceivedMail::raw)
                .extracting(raw -> new String(raw, StandardCharsets.ISO_8859_1))
                .allMatch(raw -> raw.startsWith("Subject: ") || raw.startsWith("To: "));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
