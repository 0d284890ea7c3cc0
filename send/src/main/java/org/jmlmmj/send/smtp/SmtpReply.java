package org.jmlmmj.send.smtp;

import java.util.List;
import java.util.Optional;

/**
 * One reply of an SMTP server, of one or more lines (RFC 5321 §4.2). Immutable and thread-safe.
 *
 * @param code the three digits of its last line
 * @param lines the text of each line, without code, separator and line end; at least one, perhaps empty
 */
public record SmtpReply(int code, List<String> lines) {
    /** "Service not available, closing transmission channel": may come in answer to anything (RFC 5321 §3.8). */
    public static final int CLOSING = 421;

    /** Copies the lines. */
    public SmtpReply {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a reply has at least one line");
        }
    }

    /** A reply of one line. */
    public static SmtpReply of(int code, String text) {
        return new SmtpReply(code, List.of(text));
    }

    /** RFC 5321 §4.2.1: 2yz, positive completion. */
    public boolean isPositive() {
        return code / 100 == 2;
    }

    /** RFC 5321 §4.2.1: 4yz, transient negative completion. */
    public boolean isTransient() {
        return code / 100 == 4;
    }

    /** RFC 5321 §4.2.1: 5yz, permanent negative completion. */
    public boolean isPermanent() {
        return code / 100 == 5;
    }

    /** Whether the server says that it will close the connection. */
    public boolean isClosing() {
        return code == CLOSING;
    }

    /** The enhanced status code, of the last line or else the first. */
    public Optional<EnhancedStatus> status() {
        Optional<EnhancedStatus> last = EnhancedStatus.parse(lines.get(lines.size() - 1));
        return last.isPresent() ? last : EnhancedStatus.parse(lines.get(0));
    }

    /** The reply in one line, for logs. It holds what the server sent, control characters too. */
    @Override
    public String toString() {
        return code + " " + String.join(" / ", lines);
    }
}
