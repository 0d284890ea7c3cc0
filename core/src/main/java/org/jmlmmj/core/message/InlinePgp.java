package org.jmlmmj.core.message;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Recognises signed and encrypted text that is marked in the text itself (RFC 4880 §6.2, §7). Text below it would be taken for
 * a part of what was signed. Stateless, so thread-safe.
 */
final class InlinePgp {
    private static final String MARK = "-----BEGIN PGP ";
    private static final int CHUNK = 16 * 1024;
    /** What is kept of the text before, enough for a mark that is cut in two and the white space in front of it. */
    private static final int OVERLAP = 1024;

    private InlinePgp() {}

    /**
     * Whether a text has such a mark, at the start of a line; a mark behind {@code >} is only quoted. In HTML it may stand
     * anywhere, since tags come before it.
     */
    static boolean isIn(InputStream text, boolean isHtml) throws IOException {
        byte[] chunk = new byte[OVERLAP + CHUNK];
        int kept = 0;
        for (int n = text.read(chunk, kept, CHUNK); n >= 0; n = text.read(chunk, kept, CHUNK)) {
            int size = kept + n;
            if (isIn(new String(chunk, 0, size, StandardCharsets.ISO_8859_1), isHtml)) {
                return true;
            }
            kept = Math.min(size, OVERLAP);
            System.arraycopy(chunk, size - kept, chunk, 0, kept);
        }
        return false;
    }

    /** The same for a piece of text; where it begins counts as the start of a line. */
    static boolean isIn(String text, boolean isHtml) {
        for (int at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + 1)) {
            String word = text.substring(at + MARK.length(), Math.min(text.length(), at + MARK.length() + 14));
            boolean isSealed = word.startsWith("MESSAGE") || word.startsWith("SIGNED MESSAGE");
            if (isSealed && (isHtml || startsLine(text, at))) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsLine(String text, int at) {
        int i = at;
        while (i > 0 && (text.charAt(i - 1) == ' ' || text.charAt(i - 1) == '\t')) {
            i--;
        }
        return i == 0 || text.charAt(i - 1) == '\n';
    }
}
