package org.jmlmmj.core.message;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The headers of a mail in their order, and where its body begins (spec 02 §3.1). Immutable and thread-safe.
 *
 * @param headers every header, each with a line end
 * @param lineEnd what the first line of the mail ends with; for lines that are added
 * @param bodyOffset octets from the start of the mail to the body, the blank line between them included
 */
public record HeaderBlock(List<Header> headers, LineEnd lineEnd, long bodyOffset) {
    /** Copies the list. */
    public HeaderBlock {
        headers = List.copyOf(headers);
    }

    /** Every header of that name, in order. */
    public Stream<Header> all(String name) {
        return headers.stream().filter(header -> header.is(name));
    }

    /** The topmost header of that name: the only one that our own mail server can have written. */
    public Optional<Header> first(String name) {
        return all(name).findFirst();
    }
}
