package org.jmlmmj.core.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jmlmmj.core.address.Ascii;

/**
 * One header of a mail in two forms (spec 02 §3.1): raw, all octets with their line ends as they came in, and unfolded, its
 * lines joined without line ends, every octet one character (ISO-8859-1). Only the raw form is ever sent. Immutable and
 * thread-safe.
 */
public final class Header {
    private final byte[] raw;
    private final String unfolded;

    private Header(byte[] raw, String unfolded) {
        this.raw = raw;
        this.unfolded = unfolded;
    }

    /** The header with these octets: a line and perhaps continuation lines, with their line ends. */
    public static Header of(byte[] raw) {
        byte[] copy = raw.clone();
        return new Header(copy, unfold(copy));
    }

    /**
     * A header made by this software. Control characters become blanks, so that no value can start another header.
     *
     * @param value the value, written as UTF-8 after a blank
     * @param lineEnd the line end the mail uses
     */
    public static Header of(String name, String value, LineEnd lineEnd) {
        StringBuilder safe = new StringBuilder(value);
        for (int i = 0; i < safe.length(); i++) {
            char c = safe.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                safe.setCharAt(i, ' ');
            }
        }
        return of((name + ": " + safe + lineEnd.text()).getBytes(StandardCharsets.UTF_8));
    }

    /** The lines without the CR and LF at their ends; other CRs stay. */
    private static String unfold(byte[] raw) {
        StringBuilder text = new StringBuilder(raw.length);
        int start = 0;
        for (int i = 0; i <= raw.length; i++) {
            if (i == raw.length || raw[i] == '\n') {
                int end = i;
                while (end > start && raw[end - 1] == '\r') {
                    end--;
                }
                text.append(new String(raw, start, end - start, StandardCharsets.ISO_8859_1));
                start = i + 1;
            }
        }
        return text.toString();
    }

    /** All octets, with line ends. */
    public byte[] raw() {
        return raw.clone();
    }

    /** The number of octets of the raw form. */
    public int size() {
        return raw.length;
    }

    /** {@code Name: value} on one line, every octet one character. */
    public String unfolded() {
        return unfolded;
    }

    /** Whether this is a header of that name, in any case; a name is followed by its colon at once. */
    public boolean is(String name) {
        return unfolded.length() > name.length()
                && unfolded.charAt(name.length()) == ':'
                && Ascii.startsWithIgnoreCase(unfolded, name);
    }

    /** Whether the unfolded form begins with the text, in any ASCII case. */
    public boolean startsWith(String text) {
        return Ascii.startsWithIgnoreCase(unfolded, text);
    }

    /** What follows the first colon, with its leading blank; every octet one character. Empty if there is no colon. */
    public String value() {
        int colon = unfolded.indexOf(':');
        return colon < 0 ? "" : unfolded.substring(colon + 1);
    }

    /** The value as text: UTF-8 (RFC 6532) if it is valid, else ISO-8859-1. Encoded words stay encoded. */
    public String text() {
        byte[] octets = value().getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            return value();
        }
    }

    /** This header with a line end, if it is the last of a mail and has none. */
    Header terminated(LineEnd lineEnd) {
        if (raw.length > 0 && raw[raw.length - 1] == '\n') {
            return this;
        }
        byte[] end = lineEnd.octets();
        byte[] longer = Arrays.copyOf(raw, raw.length + end.length);
        System.arraycopy(end, 0, longer, raw.length, end.length);
        return new Header(longer, unfolded);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Header that && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    @Override
    public String toString() {
        return unfolded;
    }
}
