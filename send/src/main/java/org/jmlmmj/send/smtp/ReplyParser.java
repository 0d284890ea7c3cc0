package org.jmlmmj.send.smtp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads replies octet by octet, however the network cuts them (RFC 5321 §4.2).
 *
 * <pre>
 * Reply-line = *( Reply-code "-" [ textstring ] CRLF ) Reply-code [ SP textstring ] CRLF
 * Reply-code = %x32-35 %x30-35 %x30-39
 * </pre>
 *
 * The code of the last line counts. A line may end with LF alone. Text that is no UTF-8 gets U+FFFD in its place. Not
 * thread-safe.
 */
public final class ReplyParser {
    private static final int CODE_DIGITS = 3;

    private final ReplyLimits limits;
    private final byte[] line;
    private final List<String> lines = new ArrayList<>();
    private int length;

    /** A parser that refuses replies beyond these limits. */
    public ReplyParser(ReplyLimits limits) {
        this.limits = limits;
        this.line = new byte[limits.lineOctets()];
    }

    /**
     * Takes the next octet.
     *
     * @return the reply, if this octet ends one
     * @throws GarbledReplyException if this can become no reply; nothing that follows can be understood either
     */
    public Optional<SmtpReply> accept(byte octet) throws GarbledReplyException {
        if (octet == '\n') {
            return endLine();
        }
        if (length == line.length) {
            throw new GarbledReplyException("the server sends a reply line of more than " + line.length + " octets");
        }
        line[length++] = octet;
        return Optional.empty();
    }

    private Optional<SmtpReply> endLine() throws GarbledReplyException {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        length = 0;
        int code = code(end);
        boolean last = end == CODE_DIGITS || line[CODE_DIGITS] == ' ';
        if (!last && line[CODE_DIGITS] != '-') {
            throw garbled(end);
        }
        if (lines.size() == limits.lines()) {
            throw new GarbledReplyException("the server sends a reply of more than " + limits.lines() + " lines");
        }
        lines.add(end <= CODE_DIGITS + 1 ? "" : text(CODE_DIGITS + 1, end));
        if (!last) {
            return Optional.empty();
        }
        SmtpReply reply = new SmtpReply(code, lines);
        lines.clear();
        return Optional.of(reply);
    }

    private int code(int end) throws GarbledReplyException {
        int code = 0;
        for (int i = 0; i < CODE_DIGITS; i++) {
            int digit = i < end ? line[i] - '0' : -1;
            if (digit < 0 || digit > 9) {
                throw garbled(end);
            }
            code = 10 * code + digit;
        }
        if (code < 200 || code > 599) {
            throw garbled(end);
        }
        return code;
    }

    private GarbledReplyException garbled(int end) {
        return new GarbledReplyException("the server sends no SMTP reply: \"" + text(0, Math.min(end, 80)) + "\"");
    }

    private String text(int from, int to) {
        return new String(line, from, to - from, StandardCharsets.UTF_8);
    }
}
