package org.jmlmmj.receive;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A post that a generator has made up, every octet one character. Immutable.
 *
 * @param headers each with its folds, without last line end
 * @param body its content
 * @param opaque what of the body nobody may touch, in order
 * @param lineEnd what lines end with
 */
record MadeUpMail(List<String> headers, String body, List<String> opaque, String lineEnd) {
    private static final String OCTETS = octets();

    MadeUpMail {
        headers = List.copyOf(headers);
        opaque = List.copyOf(opaque);
    }

    /** A body and the header that says what it is. */
    private record Content(String header, String body, List<String> opaque) {
        Content(String header, String body, String... opaque) {
            this(header, body, List.of(opaque));
        }
    }

    private static String octets() {
        StringBuilder octets = new StringBuilder();
        for (char c = 0; c < 256; c++) {
            if (c != '\n' && c != '\r') {
                octets.append(c);
            }
        }
        return octets.toString();
    }

    /** The mail as it is piped. */
    String text() {
        StringBuilder text = new StringBuilder();
        headers.forEach(header -> text.append(header).append('\n'));
        return (text + "\n" + body).replace("\n", lineEnd);
    }

    private static Arbitrary<String> line() {
        return Arbitraries.strings().withChars(OCTETS.toCharArray()).ofMaxLength(90);
    }

    private static Arbitrary<String> visible() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars("\t\u00e4\u00ff\u0001")
                .ofMaxLength(40);
    }

    private static Arbitrary<String> header() {
        Arbitrary<String> name = Arbitraries.of(
                "Received",
                "X-Spam-Status",
                "x-spam",
                "Message-ID",
                "Date",
                "Reply-To",
                "reply-to",
                "MIME-Version",
                "Mimedefang",
                "DKIM-Signature",
                "List-Help",
                "X-Loop",
                "X-Empty",
                "Subject",
                "From ",
                "Return-Path",
                "No colon here");
        return Combinators.combine(name, visible().list().ofMinSize(1).ofMaxSize(3))
                .as((start, lines) -> start + (start.startsWith("No") ? "" : ":") + String.join("\n ", lines));
    }

    private static Arbitrary<List<String>> heads() {
        return Combinators.combine(header().list().ofMaxSize(8), header().list().ofMaxSize(8))
                .as((before, after) -> {
                    List<String> headers = new ArrayList<>(List.of("Return-Path: <ann@example.net>"));
                    headers.addAll(before);
                    headers.add("From: Ann <ann@example.net>");
                    headers.add("To: birds@example.org");
                    headers.addAll(after);
                    return headers;
                });
    }

    private static Arbitrary<Content> contents() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 7), lines(), lines(), lines(), Arbitraries.of(true, false))
                .as((kind, one, two, three, ends) -> content(kind, one, two, three, ends ? "\n" : ""));
    }

    private static Arbitrary<String> lines() {
        return line().list().ofMaxSize(6).map(lines -> String.join("\n", lines));
    }

    private static Content content(int kind, String one, String two, String three, String end) {
        String file = "\n--b1\nContent-Type: application/x-odd; name=\"a\u00e4.bin\"\n\n" + two;
        return switch (kind) {
            case 0 -> new Content("X-No-Type: 1", one + "\n" + two + end);
            case 1 -> new Content("Content-Type: text/plain; charset=iso-8859-1", one + end);
            case 2 ->
                new Content(
                        "Content-Type: multipart/mixed; boundary=b1",
                        three + "\n--b1\n\n" + one + file + "\n--b1--" + end,
                        file);
            case 3 ->
                new Content(
                        "Content-Type: multipart/signed; boundary=b1",
                        one + "\n--b1\n\n" + two + "\n--b1\n\n" + three + "\n--b1--" + end,
                        one + "\n--b1\n\n" + two + "\n--b1\n\n" + three + "\n--b1--" + end);
            case 4 ->
                new Content(
                        "Content-Type: multipart/mixed;\n\tboundary=\"b1\"",
                        "--b1\nContent-Type: message/rfc822\n\n" + one + file + "\n--b1--\n" + three + end,
                        "\n" + one,
                        file,
                        "\n" + three + end);
            case 5 ->
                new Content(
                        "Content-Type: multipart/alternative; boundary=b1",
                        "--b1\n\n" + one + "\n--b1\nContent-Type: text/html\n\n" + two + "\n--b1--" + end);
            case 6 -> new Content("Content-Type: multipart/mixed; boundary=missing", one + end, one + end);
            default -> new Content("Content-Type: image/png\nContent-Transfer-Encoding: base64", one + end, one + end);
        };
    }

    static Arbitrary<MadeUpMail> arbitrary() {
        return Combinators.combine(heads(), contents(), Arbitraries.of("\n", "\r\n"))
                .as((headers, content, lineEnd) -> {
                    List<String> all = new ArrayList<>(headers);
                    all.addAll(List.of(content.header().split("\n(?!\t)")));
                    return new MadeUpMail(
                            all,
                            content.body(),
                            content.opaque().stream()
                                    .map(part -> part.replace("\n", lineEnd))
                                    .toList(),
                            lineEnd);
                });
    }
}
