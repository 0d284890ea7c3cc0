package org.jmlmmj.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Mails that nobody wrote: torn, glued, made of the words of MIME at random. None may end in an error. */
class HostileMailTest {
    private static final Footer FOOTER = MailFile.footer("-- \nV\u00f6gel \u2013 birds\n", "<p>V\u00f6gel</p>\n");
    private static final MimeStrip STRIP = MimeStrip.of(List.of("text/html", "multipart/alt"), List.of("image/"));

    @Property(tries = 300)
    void words_of_mime_in_any_order_do_no_harm(@ForAll("soups") String soup) throws IOException {
        check(soup.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Property(tries = 300)
    void torn_mails_do_no_harm(@ForAll("torn") byte[] mail) throws IOException {
        check(mail);
    }

    static void check(byte[] octets) throws IOException {
        try (MailFile mail = MailFile.of(octets)) {
            HeaderBlock block = mail.headers();
            FooterOutcome outcome = mail.insert(FOOTER);
            byte[] written = mail.write(outcome.mail());
            assertThat(outcome.mail().size()).isEqualTo(written.length);
            if (outcome.unchanged().isPresent()) {
                assertThat(outcome.mail())
                        .usingRecursiveComparison()
                        .isEqualTo(
                                RewrittenMail.of(block.headers(), block.lineEnd(), block.bodyOffset(), octets.length));
            } else {
                assertThat(partsOf(written) - partsOf(octets)).isBetween(0, 1);
            }
            StripOutcome stripped = STRIP.apply(mail.channel(), block);
            byte[] left = mail.write(stripped.mail());
            assertThat(stripped.mail().size()).isEqualTo(left.length);
            if (stripped.doubt().isEmpty()) {
                assertThat(partsOf(octets) - partsOf(left)).isBetween(0, partsOf(octets));
            }
            assertThat(octets.length + 10_000).isGreaterThan(left.length);
        }
    }

    private static int partsOf(byte[] octets) throws IOException {
        try (MailFile mail = MailFile.of(octets)) {
            return MimeTree.leaves(mail.scan()).size();
        } catch (UntouchableException e) {
            return 0;
        }
    }

    @Provide
    static Arbitrary<String> soups() {
        return Arbitraries.of(
                        "\n",
                        "\n",
                        "\n",
                        "\r\n",
                        "\n\n",
                        "\r",
                        " ",
                        "\t",
                        "--",
                        "--b",
                        "--b",
                        "--b",
                        "--b--",
                        "--b ",
                        "b",
                        "=",
                        "=\n",
                        "=3D",
                        "Content-Type: ",
                        "Content-Type: multipart/mixed; boundary=b\n",
                        "Content-Type: multipart/alternative; boundary=\"b--\"\n",
                        "Content-Type: multipart/mixed; boundary=b\n\n--b\n",
                        "Content-Type: text/html; charset=utf-8\n",
                        "Content-Type: text/plain; charset=iso-8859-1\n",
                        "Content-Type: image/png\n",
                        "Content-Transfer-Encoding: base64\n",
                        "Content-Transfer-Encoding: quoted-printable\n",
                        "Content-Disposition: attachment\n",
                        "charset=",
                        ";",
                        "\"",
                        "(",
                        "\\",
                        "Zm9v",
                        "</body>",
                        "\0",
                        "\u00fc",
                        "-----BEGIN PGP MESSAGE-----\n",
                        "> ")
                .list()
                .ofMaxSize(40)
                .map(words -> "Content-Type: multipart/mixed; boundary=b\n" + String.join("", words));
    }

    @Provide
    static Arbitrary<byte[]> torn() throws Exception {
        List<byte[]> mails = new ArrayList<>();
        for (Path folder : GoldenCases.of("footer")) {
            mails.add(Files.readAllBytes(folder.resolve("in")));
        }
        return Combinators.combine(
                        Arbitraries.of(mails),
                        Arbitraries.of(mails),
                        Arbitraries.doubles().between(0, 1).list().ofMinSize(4).ofMaxSize(4),
                        Arbitraries.bytes().list().ofMaxSize(3))
                .as(HostileMailTest::tear);
    }

    /** The beginning of one mail, some octets, and the end of another. */
    private static byte[] tear(byte[] first, byte[] second, List<Double> places, List<Byte> between) {
        byte[] head = Arrays.copyOf(first, (int) (first.length * places.get(0)));
        int from = (int) (second.length * places.get(1));
        byte[] result = Arrays.copyOf(head, head.length + between.size() + second.length - from);
        for (int i = 0; i < between.size(); i++) {
            result[head.length + i] = between.get(i);
        }
        System.arraycopy(second, from, result, head.length + between.size(), second.length - from);
        return result;
    }
}
