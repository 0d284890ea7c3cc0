package org.jmlmmj.core.message;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The footer as a part of its own, the last one of a multipart/mixed that does not begin with text (spec 10 §6). Stateless,
 * so thread-safe.
 */
final class OwnPart {
    private OwnPart() {}

    /** The insertion in front of the closing boundary. */
    static Edit of(MimePart mixed, Footer footer, LineEnd lineEnd) throws UntouchableException {
        Optional<String> words = footer.text();
        byte[] content =
                words.orElseGet(footer::html).replace("\n", lineEnd.text()).getBytes(StandardCharsets.UTF_8);
        boolean isSimple = TransferEncoding.SEVEN_BIT.carries(content);
        TransferEncoding encoding = isSimple ? TransferEncoding.SEVEN_BIT : TransferEncoding.QUOTED_PRINTABLE;
        byte[] written = isSimple ? content : QuotedPrintable.encode(content, lineEnd);
        String boundary = mixed.headers()
                .parameters()
                .boundary()
                .orElseThrow(() -> new UntouchableException("a boundary is missing"));
        if (Separators.isLineOf(written, "--" + boundary)) {
            throw new UntouchableException("the footer has a line like a boundary of the mail");
        }
        String head = "--" + boundary + "\n"
                + "Content-Type: " + (words.isPresent() ? "text/plain" : "text/html") + "; charset="
                + (isSimple ? "us-ascii" : "utf-8") + "\n"
                + "Content-Transfer-Encoding: " + encoding.word() + "\n"
                + "Content-Disposition: inline\n\n";
        String part = head.replace("\n", lineEnd.text()) + new String(written, StandardCharsets.ISO_8859_1);
        return Edit.insert(mixed.closed(), part.getBytes(StandardCharsets.ISO_8859_1));
    }
}
