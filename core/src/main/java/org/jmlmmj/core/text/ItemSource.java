package org.jmlmmj.core.text;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Where the items of an {@link ItemList} come from. They are read one by one, so a list of a million subscribers needs no memory.
 * Items are data: shown without control characters and never scanned for directives. Thread-safe if its opener is.
 */
@FunctionalInterface
public interface ItemSource {
    /** Begins to read the items. */
    Items open() throws IOException;

    /** Items being read. Not thread-safe. */
    interface Items extends Closeable {
        /** The next item; empty at the end. */
        Optional<String> next() throws IOException;

        @Override
        default void close() throws IOException {}
    }

    /** Items that are known. */
    static ItemSource of(List<String> items) {
        List<String> copy = List.copyOf(items);
        return () -> {
            Iterator<String> left = copy.iterator();
            return () -> left.hasNext() ? Optional.of(left.next()) : Optional.empty();
        };
    }
}
