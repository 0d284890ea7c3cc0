package org.jmlmmj.core.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;

/** What holds for every mail that is converted, whatever its structure. mime4j says what a mail program would see. */
class SevenBitPropertyTest {
    @Provide
    static Arbitrary<MimeTree> trees() {
        return MimeTree.arbitrary();
    }

    @Provide
    static Arbitrary<String> contents() {
        return Arbitraries.of(
                        "--", "-", "x".repeat(74), "heron", " ", "\t", "=", ".", "\u00fc", "\n", "\r\n", "\r", "\0")
                .list()
                .ofMaxSize(60)
                .map(words -> String.join("", words));
    }

    @Property(tries = 250)
    void mail_programs_see_the_same_and_servers_see_ascii(@ForAll("trees") MimeTree tree, @ForAll LineEnd lineEnd)
            throws IOException {
        byte[] before = tree.mail(lineEnd);
        try (MailFile file = MailFile.of(before)) {
            SevenBitMail mail = SevenBitMail.of(file.channel());
            ByteArrayOutputStream after = new ByteArrayOutputStream();
            mail.writeTo(Channels.newChannel(after));
            String text = after.toString(ISO_8859_1);
            assertThat(text.chars().allMatch(c -> c < 128))
                    .isEqualTo(mail.doubt().isEmpty());
            assertThat(SeenPart.structure(after.toByteArray())).isEqualTo(SeenPart.structure(before));
            assertThat(lines(SeenPart.leaves(after.toByteArray()))).isEqualTo(lines(SeenPart.leaves(before)));
        }
    }

    /** Content in base64 has CR LF line ends, as on the wire. */
    private static List<SeenPart> lines(List<SeenPart> parts) {
        return parts.stream()
                .map(part -> new SeenPart(part.type(), part.content().replace("\r\n", "\n")))
                .toList();
    }

    @Property
    void base64_decodes_to_the_content_with_the_line_ends_of_the_wire(
            @ForAll("contents") String content, @ForAll LineEnd lineEnd) throws IOException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        Base64Output output = new Base64Output(encoded, lineEnd);
        output.write(content.getBytes(ISO_8859_1));
        output.finish();
        String decoded = new String(Base64.getMimeDecoder().decode(encoded.toByteArray()), ISO_8859_1);
        assertThat(decoded).isEqualTo(content.replaceAll("(?<!\r)\n", "\r\n"));
        assertThat(encoded.toString(ISO_8859_1).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(76));
    }

    @Property
    void quoted_printable_decodes_to_the_text_and_has_no_line_like_a_boundary(
            @ForAll("contents") String content, @ForAll LineEnd lineEnd) throws IOException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        QuotedPrintableOutput output = QuotedPrintableOutput.amongBoundaries(encoded, lineEnd);
        output.write(content.getBytes(ISO_8859_1));
        output.finish();
        byte[] ours = QuotedPrintableDecoder.decode(encoded.toByteArray()).octets();
        assertThat(new String(ours, ISO_8859_1)).isEqualTo(content);
        byte[] theirs = new QuotedPrintableInputStream(new ByteArrayInputStream(encoded.toByteArray())).readAllBytes();
        assertThat(new String(theirs, ISO_8859_1).replace("\r\n", "\n")).isEqualTo(content.replace("\r\n", "\n"));
        assertThat(encoded.toString(ISO_8859_1).lines())
                .noneMatch(line -> line.startsWith("--"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(76));
    }
}
