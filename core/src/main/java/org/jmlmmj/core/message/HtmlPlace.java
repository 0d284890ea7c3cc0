package org.jmlmmj.core.message;

/** Finds the place for a footer in HTML (spec 07 §12.3). Stateless, so thread-safe. */
final class HtmlPlace {
    private HtmlPlace() {}

    /** The index of the last {@code </body>}, else of the last {@code </html>}, else the end. */
    static int of(String html) {
        int body = lastEndTag(html, "body");
        if (body >= 0) {
            return body;
        }
        int document = lastEndTag(html, "html");
        return document >= 0 ? document : html.length();
    }

    private static int lastEndTag(String html, String name) {
        for (int at = html.lastIndexOf("</"); at >= 0; at = html.lastIndexOf("</", at - 1)) {
            int behind = at + 2 + name.length();
            boolean isNamed = html.regionMatches(true, at + 2, name, 0, name.length());
            if (isNamed && (behind == html.length() || !Character.isLetterOrDigit(html.charAt(behind)))) {
                return at;
            }
        }
        return -1;
    }
}
