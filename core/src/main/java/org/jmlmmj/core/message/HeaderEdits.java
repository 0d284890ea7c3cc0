package org.jmlmmj.core.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.HeaderAddresses;

/**
 * What a list does to the headers of a post (spec 02 §3.2). A pure function: headers in, headers out; headers that nothing
 * applies to stay octet for octet. Immutable and thread-safe.
 */
public final class HeaderEdits {
    /** Headers that never go out: the separator line of mailboxes, and the envelope sender that our own relay will add. */
    private static final List<String> ALWAYS_REMOVED = List.of("From ", "Return-Path:");

    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    private final List<String> removed;
    private final List<Header> custom;
    private final Optional<SubjectPrefix> prefix;
    private final boolean replyToAuthor;

    private HeaderEdits(
            List<String> removed, List<Header> custom, Optional<SubjectPrefix> prefix, boolean replyToAuthor) {
        this.removed = removed;
        this.custom = custom;
        this.prefix = prefix;
        this.replyToAuthor = replyToAuthor;
    }

    /** Edits that remove only what must never go out, for mail to the owner. */
    public static HeaderEdits none() {
        return new HeaderEdits(ALWAYS_REMOVED, List.of(), Optional.empty(), false);
    }

    /**
     * The edits of a list.
     *
     * @param removed beginnings of headers to remove ({@code control/delheaders})
     * @param custom header lines to add ({@code control/customheaders})
     * @param prefix text in front of the subject ({@code control/prefix})
     * @param replyToAuthor whether answers go to the author ({@code control/replyto})
     */
    public static HeaderEdits of(
            List<String> removed, byte[] custom, Optional<SubjectPrefix> prefix, boolean replyToAuthor) {
        List<String> all = new ArrayList<>(ALWAYS_REMOVED);
        all.addAll(removed);
        return new HeaderEdits(List.copyOf(all), customHeaders(custom), prefix, replyToAuthor);
    }

    /** Line by line: blank lines, which would end the headers, are dropped, and each line gets its end (spec 02 §3.2). */
    private static List<Header> customHeaders(byte[] octets) {
        List<Header> headers = new ArrayList<>();
        for (String line : new String(octets, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            // Some editors begin a file with a byte order mark (spec 01 §5.2).
            String text = line.replace("\r", "").replace(BYTE_ORDER_MARK, "");
            if (!text.isBlank()) {
                headers.add(Header.of((text + "\n").getBytes(StandardCharsets.ISO_8859_1)));
            }
        }
        return List.copyOf(headers);
    }

    /** The headers as they go out. */
    public List<Header> apply(HeaderBlock block) {
        List<Header> result = new ArrayList<>(block.headers().size() + custom.size() + 2);
        boolean customDone = false;
        boolean subjectSeen = false;
        boolean replyToDone = !replyToAuthor;
        for (Header header : block.headers()) {
            if (!customDone && header.startsWith("mime")) {
                addCustom(result, block.lineEnd());
                customDone = true;
            }
            if (prefix.isPresent() && header.is("Subject")) {
                subjectSeen = true;
                Header prefixed = prefix.get().applyTo(header);
                if (!prefixed.equals(header)) {
                    // Such a subject is never removed by delheaders (spec 02 §3.2 step 3).
                    result.add(prefixed);
                    continue;
                }
            }
            if (!isRemoved(header)) {
                result.add(header);
            }
            if (!replyToDone && header.is("From") && hasAddress(header)) {
                result.add(replyTo(header, block.lineEnd()));
                replyToDone = true;
            }
        }
        if (!customDone) {
            addCustom(result, block.lineEnd());
        }
        if (prefix.isPresent() && !subjectSeen) {
            result.add(prefix.get().alone(block.lineEnd()));
        }
        return result;
    }

    private void addCustom(List<Header> result, LineEnd lineEnd) {
        for (Header header : custom) {
            boolean second = replyToAuthor && header.is("Reply-To");
            if (!second) {
                String line = header.unfolded() + lineEnd.text();
                result.add(Header.of(line.getBytes(StandardCharsets.ISO_8859_1)));
            }
        }
    }

    private boolean isRemoved(Header header) {
        // With replyto any other Reply-To goes, since a mail must not have two (RFC 5322 §3.6).
        return (replyToAuthor && header.is("Reply-To")) || removed.stream().anyMatch(header::startsWith);
    }

    /** Some mails have a second {@code From:} without an address, but none may have two {@code Reply-To:}. */
    private static boolean hasAddress(Header from) {
        return !HeaderAddresses.parse(from.text()).isEmpty();
    }

    private static Header replyTo(Header from, LineEnd lineEnd) {
        String line = "Reply-To:" + from.value() + lineEnd.text();
        return Header.of(line.getBytes(StandardCharsets.ISO_8859_1));
    }
}
