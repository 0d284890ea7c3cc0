package org.jmlmmj.core.message;

import org.jmlmmj.core.address.Ascii;

/**
 * Tells whether a text ends with a footer already, as in a post that came through another list or an answer that has it
 * unquoted (spec 07 §12.3). White space does not count. Stateless, so thread-safe.
 */
final class FooterTail {
    private FooterTail() {}

    /** Whether plain text ends with the footer, which then begins a line: a footer behind {@code >} is somebody's quote. */
    static boolean isInPlain(String text, String footer) {
        int start = matchBackwards(text, text.length(), footer);
        if (start < 0) {
            return false;
        }
        while (start > 0 && text.charAt(start - 1) != '\n' && WhiteSpace.is(text.charAt(start - 1))) {
            start--;
        }
        return start == 0 || text.charAt(start - 1) == '\n';
    }

    /** Whether the markup above a place ends with the footer, perhaps between line breaks, as alterMIME writes it. */
    static boolean isInHtml(String html, int place, String footer) {
        int end = place;
        for (int before = -1; before != end; ) {
            before = end;
            end = withoutBreak(html, end);
        }
        return matchBackwards(html, end, footer) >= 0 || matchBackwards(html, place, footer) >= 0;
    }

    private static int withoutBreak(String html, int end) {
        int at = end;
        while (at > 0 && WhiteSpace.is(html.charAt(at - 1))) {
            at--;
        }
        for (String tag : new String[] {"<br>", "<br/>", "<br />"}) {
            int start = at - tag.length();
            if (start >= 0 && Ascii.equalsIgnoreCase(html.substring(start, at), tag)) {
                return start;
            }
        }
        return at;
    }

    /** Where the match begins that ends at a place; -1 if there is none. */
    private static int matchBackwards(String text, int end, String footer) {
        int at = end;
        for (int i = footer.length() - 1; i >= 0; i--) {
            if (WhiteSpace.is(footer.charAt(i))) {
                continue;
            }
            while (at > 0 && WhiteSpace.is(text.charAt(at - 1))) {
                at--;
            }
            if (at == 0 || text.charAt(at - 1) != footer.charAt(i)) {
                return -1;
            }
            at--;
        }
        return at;
    }
}
