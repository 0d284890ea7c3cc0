package org.jmlmmj.core.reply;

import java.io.IOException;
import java.util.Optional;
import org.jmlmmj.core.subscriber.SubscriberFolder;
import org.jmlmmj.core.subscriber.SubscriberLines;
import org.jmlmmj.core.text.ItemSource;

/** The addresses in a folder of subscribers, as items of a text. Immutable and thread-safe. */
record SubscriberItems(SubscriberFolder folder) implements ItemSource {
    @Override
    public Items open() throws IOException {
        SubscriberLines lines = folder.lines();
        return new Items() {
            @Override
            public Optional<String> next() throws IOException {
                return lines.next() ? Optional.of(lines.line()) : Optional.empty();
            }

            @Override
            public void close() throws IOException {
                lines.close();
            }
        };
    }
}
