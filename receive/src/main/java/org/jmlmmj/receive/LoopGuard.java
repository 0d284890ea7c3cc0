package org.jmlmmj.receive;

import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.Ascii;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.message.Header;
import org.jmlmmj.core.message.HeaderBlock;
import org.jmlmmj.core.message.ListHeaders;

/**
 * Recognises posts that this list has sent before, and mail that goes round in circles (spec 02 §9). Immutable and
 * thread-safe.
 */
final class LoopGuard {
    private final List<EmailAddress> listAddresses;
    private final long mostReceived;

    /**
     * @param listAddresses every address of the list
     * @param mostReceived most mail servers that a post may have passed
     */
    LoopGuard(List<EmailAddress> listAddresses, long mostReceived) {
        this.listAddresses = listAddresses;
        this.mostReceived = mostReceived;
    }

    /** Why the mail must not be distributed; empty if it may be. */
    Optional<String> reason(HeaderBlock headers) {
        long received = headers.all("Received").count();
        if (received > mostReceived) {
            return Optional.of("it has passed " + received + " mail servers, so it goes round in circles");
        }
        return headers.headers().stream()
                .filter(header -> header.is("X-Loop") || header.is("List-Id"))
                .filter(this::namesThisList)
                .findFirst()
                .map(header -> "this list has sent it before: " + header);
    }

    private boolean namesThisList(Header header) {
        String value = header.text().strip();
        int open = value.lastIndexOf('<');
        int close = value.lastIndexOf('>');
        String id = open >= 0 && close > open ? value.substring(open + 1, close) : value;
        return listAddresses.stream()
                .anyMatch(address -> Ascii.equalsIgnoreCase(id, address.value())
                        || Ascii.equalsIgnoreCase(id, ListHeaders.id(address)));
    }
}
