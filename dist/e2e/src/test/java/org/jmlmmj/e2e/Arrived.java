package org.jmlmmj.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A mail in somebody's mailbox: every octet a character, lines end with LF. Immutable and thread-safe. */
record Arrived(String text) {
    static Arrived read(Path file) throws IOException {
        return new Arrived(Files.readString(file, ISO_8859_1));
    }

    /** Whose mailbox it is in. */
    String recipient() {
        return header("Delivered-To");
    }

    /** The envelope sender; empty for the null sender. */
    String sender() {
        return header("Return-Path").replaceAll("[<>]", "");
    }

    /** Where an answer to it goes. */
    String replyAddress() {
        String field = header("Reply-To").isEmpty() ? header("From") : header("Reply-To");
        return field.replaceAll(".*<|>.*", "");
    }

    /** The first header of a name, unfolded; empty if there is none. */
    String header(String name) {
        List<String> all = headers(name);
        return all.isEmpty() ? "" : all.get(0);
    }

    /** All headers of a name, unfolded. */
    List<String> headers(String name) {
        return Pattern.compile("(?mi)^" + Pattern.quote(name) + ":[ \t]*(.*(?:\n[ \t].*)*)")
                .matcher(head())
                .results()
                .map((MatchResult match) -> match.group(1).replace("\n", ""))
                .toList();
    }

    private String head() {
        return text.substring(0, border());
    }

    private int border() {
        int border = text.indexOf("\n\n");
        return border < 0 ? text.length() : border;
    }

    /** All behind the headers, as it is. */
    String body() {
        return text.substring(Math.min(text.length(), border() + 2));
    }

    /** The octets as they travelled: with CR LF. */
    byte[] octets() {
        return text.replace("\n", "\r\n").getBytes(ISO_8859_1);
    }
}
