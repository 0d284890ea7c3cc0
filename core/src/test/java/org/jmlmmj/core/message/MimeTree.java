package org.jmlmmj.core.message;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** A made-up MIME tree that can be written down as a mail. Immutable. */
sealed interface MimeTree {
    /** The octets, as characters of ISO-8859-1, with LF; boundaries get numbers so that all differ. */
    String write(Numbers numbers);

    /** Counts boundaries. Each is the beginning of another now and then. */
    final class Numbers {
        private int next;

        String boundary() {
            next++;
            return next % 3 == 0 ? "=_b" + (next - 1) + "-" + next : "=_b" + next;
        }
    }

    record Multipart(String subtype, List<MimeTree> children, String preamble) implements MimeTree {
        @Override
        public String write(Numbers numbers) {
            String boundary = numbers.boundary();
            StringBuilder text = new StringBuilder()
                    .append("Content-Type: multipart/" + subtype + "; boundary=\"" + boundary + "\"\n\n")
                    .append(preamble);
            for (MimeTree child : children) {
                text.append("--" + boundary + "\n").append(child.write(numbers)).append('\n');
            }
            return text.append("--" + boundary + "--\n").toString();
        }
    }

    record Leaf(String headers, String body) implements MimeTree {
        @Override
        public String write(Numbers numbers) {
            return headers + "\n" + body;
        }
    }

    /** A mail with the tree as its body. */
    default byte[] mail(LineEnd lineEnd) {
        String mail = "From: ann@example.org\nSubject: herons\nMIME-Version: 1.0\n" + write(new Numbers());
        return mail.replace("\n", lineEnd.text()).getBytes(StandardCharsets.ISO_8859_1);
    }

    static Arbitrary<MimeTree> arbitrary() {
        return tree(4);
    }

    private static Arbitrary<MimeTree> tree(int levels) {
        Arbitrary<MimeTree> leaf = Arbitraries.oneOf(text(), text(), other());
        if (levels == 0) {
            return leaf;
        }
        Arbitrary<MimeTree> multipart = Combinators.combine(
                        Arbitraries.of("mixed", "mixed", "alternative", "alternative", "related", "signed", "report"),
                        tree(levels - 1).list().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.of("", "This is MIME.\n", "--\n--=_b\n"))
                .as(Multipart::new);
        return Arbitraries.oneOf(leaf, multipart);
    }

    private static Arbitrary<MimeTree> text() {
        Arbitrary<String> content = Arbitraries.of(
                        "heron", " ", "\n", "\u00fc", "=", "> ", "--", "<p>", "</body>", "x".repeat(80))
                .list()
                .ofMaxSize(40)
                .map(words -> String.join("", words));
        return Combinators.combine(
                        Arbitraries.of("plain", "html"),
                        Arbitraries.of(TransferEncoding.values()),
                        Arbitraries.of("us-ascii", "iso-8859-1", "utf-8"),
                        Arbitraries.of("", "; format=flowed"),
                        content)
                .as(MimeTree::text);
    }

    private static MimeTree text(
            String subtype, TransferEncoding encoding, String charset, String flowed, String content) {
        boolean isAscii = charset.equals("us-ascii") || encoding == TransferEncoding.SEVEN_BIT;
        String text = isAscii ? content.replace("\u00fc", "ue") : content;
        boolean isBase64 = encoding == TransferEncoding.BASE64;
        byte[] octets = (isBase64 ? text.replace("\n", "\r\n") : text).getBytes(Charset.forName(charset));
        byte[] written = octets;
        if (isBase64) {
            written = Base64.getMimeEncoder(76, new byte[] {'\n'}).encode(octets);
        } else if (encoding == TransferEncoding.QUOTED_PRINTABLE) {
            written = QuotedPrintable.encode(octets, LineEnd.LF);
        }
        String headers = "Content-Type: text/" + subtype + "; charset=" + charset + flowed + "\n"
                + "Content-Transfer-Encoding: " + encoding.word().toUpperCase(Locale.ROOT) + "\n";
        return new Leaf(headers, new String(written, StandardCharsets.ISO_8859_1));
    }

    private static Arbitrary<MimeTree> other() {
        return Arbitraries.of(
                new Leaf("Content-Type: image/png\nContent-Transfer-Encoding: base64\n", "iVBORw0KGgo=\n"),
                new Leaf("Content-Type: image/x\nContent-Transfer-Encoding: binary\n", "\u00fc\n\u00e9\u0000 =\n--\n"),
                new Leaf("Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n", "heron\n"),
                new Leaf("Content-Type: text/calendar\n", "BEGIN:VCALENDAR\n"),
                new Leaf("Content-Type: text/x-patch\n", "--- a\n+++ b\n"),
                new Leaf("Content-Type: application/pkcs7-mime; name=smime.p7m\n", "MIAG\n"),
                new Leaf("Content-Type: message/rfc822\n", "From: bob@example.org\n\nheron\n"),
                new Leaf("", "no headers\n"),
                new Leaf("X-Empty: 1\n", ""));
    }

    /** Every part of a scanned mail but multiparts. */
    static List<MimePart> leaves(MimePart part) {
        if (part.children().isEmpty()) {
            return List.of(part);
        }
        List<MimePart> leaves = new ArrayList<>();
        part.children().forEach(child -> leaves.addAll(leaves(child)));
        return leaves;
    }
}
