package org.jmlmmj.core.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A list text, or a file that one includes, cut into lines and tokens. What it says in a mail is decided by {@link TextRenderer}.
 * Immutable and thread-safe, so it may be kept and used for many mails.
 */
public final class ParsedText {
    private final String source;
    private final List<ParsedLine> lines;
    private final int octets;

    private ParsedText(String source, List<ParsedLine> lines, int octets) {
        this.source = source;
        this.lines = List.copyOf(lines);
        this.octets = octets;
    }

    /**
     * Reads a text. Every input is a text: what means nothing stands for itself.
     *
     * @param source the file, for messages; also what it is recognised by when texts include each other
     * @param octets UTF-8
     */
    public static ParsedText of(String source, byte[] octets) {
        List<ParsedLine> lines = new ArrayList<>();
        for (String line : TextDecoder.lines(octets)) {
            lines.add(LineParser.parse(line, source + ":" + (lines.size() + 1)));
        }
        return new ParsedText(source, lines, octets.length);
    }

    /** Where it comes from. */
    public String source() {
        return source;
    }

    /** Its size in the file. */
    int octets() {
        return octets;
    }

    List<ParsedLine> lines() {
        return lines;
    }
}
