package org.jmlmmj.bounce;

import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.message.EncodedWords;
import org.jmlmmj.core.message.Header;
import org.jmlmmj.core.message.HeaderBlock;

/**
 * What of a mail can tell about a failure. Immutable and thread-safe.
 *
 * @param headers the headers of the mail
 * @param statuses its machine-readable parts, in order
 * @param isNotice whether it holds a part that says it is another kind of report: a read receipt, a complaint
 * @param text its own text, not that of the mail it may return
 */
record ReportMail(HeaderBlock headers, List<StatusPart> statuses, boolean isNotice, String text) {
    /** Copies the list. */
    ReportMail {
        statuses = List.copyOf(statuses);
    }

    /**
     * The content of a {@code message/delivery-status}.
     *
     * @param depth in how many attached mails it lies
     */
    record StatusPart(int depth, String text) {}

    /** The value of the topmost header of that name, decoded, as phrases are written. */
    Optional<String> folded(String name) {
        return headers.first(name).map(Header::text).map(EncodedWords::decode).map(Phrases::fold);
    }
}
