package org.jmlmmj.core.message;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Turns the plain footer of a list into HTML and the other way round. The result shows an owner's few lines well; of a
 * stranger's HTML it gives no more than words to look for. Takes time linear in its length. Stateless, so thread-safe.
 */
public final class HtmlText {
    private static final Set<String> NEW_LINE = Set.of(
            "br",
            "p",
            "div",
            "li",
            "ul",
            "ol",
            "tr",
            "table",
            "hr",
            "pre",
            "blockquote",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6");
    private static final Set<String> HIDDEN = Set.of("head", "style", "script", "title");
    private static final Map<String, String> ENTITIES =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ", "copy", "\u00a9");
    private static final int LONGEST_ENTITY = 10;

    private HtmlText() {}

    /** Markup that shows a text as it is, its line breaks and runs of blanks included. */
    static String ofPlain(String text) {
        StringBuilder html = new StringBuilder(text.length() * 2).append("<div>");
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        char before = '\n';
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\n' -> html.append("<br>\n");
                case ' ' -> html.append(before == ' ' || before == '\n' ? "&nbsp;" : " ");
                default -> html.append(c);
            }
            before = c;
        }
        return html.append("</div>\n").toString();
    }

    /** The text of markup: tags removed, a new line where a block begins or ends. */
    public static String toPlain(String html) {
        return new Stripping(html).text();
    }

    private static final class Stripping {
        private final String html;
        private final StringBuilder text = new StringBuilder();
        private int at;

        Stripping(String html) {
            this.html = html;
        }

        String text() {
            while (at < html.length()) {
                char c = html.charAt(at);
                if (c == '<' && isTag()) {
                    skipTag();
                } else if (c == '&') {
                    addEntity();
                } else {
                    add(c);
                    at++;
                }
            }
            return text.toString().strip() + "\n";
        }

        private boolean isTag() {
            char next = at + 1 < html.length() ? html.charAt(at + 1) : ' ';
            return next == '/' || next == '!' || next == '?' || Character.isLetter(next);
        }

        /** Runs of white space count as one blank, and as none at the start of a line. */
        private void add(char c) {
            boolean isStart = text.length() == 0 || text.charAt(text.length() - 1) == '\n';
            if (!WhiteSpace.is(c)) {
                text.append(c);
            } else if (!isStart && text.charAt(text.length() - 1) != ' ') {
                text.append(' ');
            }
        }

        private void skipTag() {
            if (html.startsWith("<!--", at)) {
                at = after("-->", at + 4);
                return;
            }
            int nameAt = at + (html.charAt(at + 1) == '/' ? 2 : 1);
            int nameEnd = nameAt;
            while (nameEnd < html.length() && Character.isLetterOrDigit(html.charAt(nameEnd))) {
                nameEnd++;
            }
            String name = html.substring(nameAt, nameEnd).toLowerCase(Locale.ROOT);
            boolean isEnd = html.charAt(at + 1) == '/';
            at = after(">", nameEnd);
            if (HIDDEN.contains(name) && !isEnd) {
                at = endTag("</" + name, at);
            } else if (NEW_LINE.contains(name)) {
                breakLine(name.equals("br") && !isEnd);
            }
        }

        /** Looks at every octet once: hostile markup is thousands of tags that never end. */
        private int endTag(String tag, int from) {
            int found = html.indexOf("</", from);
            while (found >= 0 && !html.regionMatches(true, found, tag, 0, tag.length())) {
                found = html.indexOf("</", found + 2);
            }
            return found < 0 ? html.length() : found;
        }

        private void breakLine(boolean always) {
            while (text.length() > 0 && text.charAt(text.length() - 1) == ' ') {
                text.setLength(text.length() - 1);
            }
            if (text.length() > 0 && (always || text.charAt(text.length() - 1) != '\n')) {
                text.append('\n');
            }
        }

        private int after(String mark, int from) {
            int found = html.indexOf(mark, from);
            return found < 0 ? html.length() : found + mark.length();
        }

        private void addEntity() {
            int end = at + 1;
            int last = Math.min(html.length(), at + LONGEST_ENTITY + 1);
            while (end < last && html.charAt(end) != ';') {
                end++;
            }
            if (end == last) {
                text.append('&');
                at++;
                return;
            }
            String name = html.substring(at + 1, end);
            String meaning = name.startsWith("#") ? character(name.substring(1)) : ENTITIES.getOrDefault(name, "");
            text.append(meaning.isEmpty() ? html.substring(at, end + 1) : meaning);
            at = end + 1;
        }

        private static String character(String number) {
            boolean isHex = number.startsWith("x") || number.startsWith("X");
            try {
                int code = Integer.parseInt(isHex ? number.substring(1) : number, isHex ? 16 : 10);
                boolean isVisible = Character.isValidCodePoint(code)
                        && !Character.isISOControl(code)
                        && (code < 0xd800 || code > 0xdfff);
                return isVisible ? Character.toString(code) : "";
            } catch (NumberFormatException e) {
                return "";
            }
        }
    }
}
