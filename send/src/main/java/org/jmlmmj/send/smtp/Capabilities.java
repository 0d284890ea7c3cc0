package org.jmlmmj.send.smtp;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a server announced in its answer to {@code EHLO}: keywords in upper case with their parameters (RFC 5321 §4.1.1.1). Only
 * what stands here may be used. Immutable and thread-safe.
 */
public final class Capabilities {
    /** Of a server that knows only {@code HELO}. */
    public static final Capabilities NONE = new Capabilities(Map.of());

    /** More digits are no size of anything. */
    private static final int MOST_DIGITS = 18;

    private final Map<String, String> keywords;

    private Capabilities(Map<String, String> keywords) {
        this.keywords = Map.copyOf(keywords);
    }

    /**
     * Reads the answer to {@code EHLO}: its first line names the server, each further one holds
     * {@code ehlo-keyword *( SP ehlo-param )}.
     */
    public static Capabilities of(SmtpReply reply) {
        Map<String, String> keywords = new HashMap<>();
        for (String line : reply.lines().subList(1, reply.lines().size())) {
            String text = line.strip();
            int blank = text.indexOf(' ');
            String keyword = blank < 0 ? text : text.substring(0, blank);
            String parameters = blank < 0 ? "" : text.substring(blank + 1).strip();
            // RFC 5321 §4.1.1.1: keywords are case-insensitive; ROOT, as Turkish would turn i into something else.
            keywords.put(keyword.toUpperCase(Locale.ROOT), parameters);
        }
        return new Capabilities(keywords);
    }

    /** Whether the keyword, in upper case, was announced. */
    public boolean has(String keyword) {
        return keywords.containsKey(keyword);
    }

    /** RFC 2920: commands may be sent in groups. */
    public boolean pipelining() {
        return has("PIPELINING");
    }

    /** RFC 3030: a message may be sent as chunks, each with its size. */
    public boolean chunking() {
        return has("CHUNKING");
    }

    /** RFC 1870: {@code SIZE=} may be used. */
    public boolean size() {
        return has("SIZE");
    }

    /** The largest message in octets; empty if the server names none (RFC 1870 §4: 0 or nothing is no limit). */
    public OptionalLong largestMessage() {
        String parameter = keywords.getOrDefault("SIZE", "");
        boolean number = !parameter.isEmpty()
                && parameter.length() <= MOST_DIGITS
                && parameter.chars().allMatch(c -> c >= '0' && c <= '9');
        long size = number ? Long.parseLong(parameter) : 0;
        return size > 0 ? OptionalLong.of(size) : OptionalLong.empty();
    }

    /** RFC 6152: {@code BODY=8BITMIME} may be used. */
    public boolean eightBitMime() {
        return has("8BITMIME");
    }

    /** RFC 6531: addresses and headers may hold UTF-8. Useless without {@link #eightBitMime} (§3.1 there). */
    public boolean smtpUtf8() {
        return has("SMTPUTF8") && eightBitMime();
    }

    /** RFC 4954 §3: the mechanism, in upper case, may be used with AUTH. */
    public boolean hasMechanism(String mechanism) {
        String mechanisms = keywords.getOrDefault("AUTH", "").toUpperCase(Locale.ROOT);
        return (" " + mechanisms + " ").contains(" " + mechanism + " ");
    }

    @Override
    public String toString() {
        return keywords.toString();
    }
}
