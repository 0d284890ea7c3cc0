package org.jmlmmj.core.message;

/** Text as {@code format=flowed} wants it (RFC 3676). Stateless, so thread-safe. */
final class FlowedText {
    private static final String SIGNATURE_LINE = "-- ";

    private FlowedText() {}

    /**
     * A text that reads the same when it is flowed: no line ends with a blank, which would join it with the next one (§4.1),
     * but for the line above a signature (§4.3); lines that would be taken for quotes or be unstuffed get a blank (§4.4).
     *
     * @param text lines that end at LF
     */
    static String of(String text) {
        StringBuilder flowed = new StringBuilder(text.length() + 16);
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            String line = text.substring(start, end);
            if (!line.equals(SIGNATURE_LINE)) {
                line = withoutTrailingBlanks(line);
            }
            boolean needsBlank = line.startsWith(" ") || line.startsWith(">") || line.startsWith("From ");
            flowed.append(needsBlank ? " " : "").append(line).append('\n');
            start = end + 1;
        }
        return flowed.toString();
    }

    private static String withoutTrailingBlanks(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ') {
            end--;
        }
        return line.substring(0, end);
    }

    /** Whether the last line of a text would be joined with a line that is put below it. */
    static boolean flowsOn(String text) {
        int end = text.length();
        if (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        if (end > 0 && text.charAt(end - 1) == '\r') {
            end--;
        }
        int start = text.lastIndexOf('\n', end - 1) + 1;
        String line = text.substring(Math.min(start, end), end);
        return line.endsWith(" ") && !line.equals(SIGNATURE_LINE);
    }
}
