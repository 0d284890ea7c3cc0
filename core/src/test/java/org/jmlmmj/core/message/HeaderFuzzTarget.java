package org.jmlmmj.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Any octets as the headers of a mail. For one thread. */
public final class HeaderFuzzTarget {
    private static final HeaderEdits EDITS = HeaderEdits.of(
            List.of("X-Old:", "Received:"),
            "List-Id: <birds.example.org>\nX-New: 1\n".getBytes(StandardCharsets.US_ASCII),
            Optional.of(new SubjectPrefix("[birds]")),
            true);

    private HeaderFuzzTarget() {}

    /** One input. */
    public static void fuzzerTestOneInput(byte[] octets) throws IOException {
        HeaderBlock block;
        try {
            block = read(octets);
        } catch (OversizedHeadersException e) {
            assertThat(octets.length).isGreaterThan(HeaderReader.MOST_HEADERS);
            return;
        }
        assertThat(block.bodyOffset()).isBetween(0L, (long) octets.length);
        String raw = text(write(block.headers(), ""));
        assertThat(text(octets))
                .startsWith(raw.substring(0, Math.min(raw.length(), (int) block.bodyOffset() - blank(octets, block))));
        check(block.headers(), block.lineEnd());
        check(EDITS.apply(block), block.lineEnd());
        checkWords(text(octets));
        checkWords(new String(octets, StandardCharsets.UTF_8));
    }

    /** How long the empty line is. */
    private static int blank(byte[] octets, HeaderBlock block) {
        String head = text(octets).substring(0, (int) block.bodyOffset());
        int end = head.length();
        if (!head.endsWith("\n")) {
            return 0;
        }
        end--;
        while (end > 0 && head.charAt(end - 1) == '\r') {
            end--;
        }
        return end == 0 || head.charAt(end - 1) == '\n' ? head.length() - end : 0;
    }

    private static HeaderBlock read(byte[] octets) throws IOException {
        return HeaderReader.read(new ByteArrayInputStream(octets));
    }

    private static byte[] write(List<Header> headers, String behind) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        headers.forEach(header -> out.writeBytes(header.raw()));
        out.writeBytes(behind.getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    /** What goes out is read back as the same headers: none ends the block, none becomes two. */
    private static void check(List<Header> headers, LineEnd lineEnd) throws IOException {
        for (Header header : headers) {
            assertThat(header.text()).doesNotContain("\n");
            assertThat(header.value()).doesNotContain("\n");
        }
        HeaderBlock again = read(write(headers, lineEnd.text() + "body"));
        assertThat(again.headers()).isEqualTo(headers);
    }

    private static void checkWords(String text) {
        EncodedWords.decode(text);
        String line = text.replaceAll("[\\r\\n]", " ");
        if (isUnicode(line)) {
            assertThat(EncodedWords.decode(EncodedWords.encode(line))).isEqualTo(line);
        }
    }

    private static boolean isUnicode(String text) {
        return StandardCharsets.UTF_16LE.newEncoder().canEncode(text);
    }
}
