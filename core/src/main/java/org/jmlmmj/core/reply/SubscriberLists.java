package org.jmlmmj.core.reply;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.core.text.ItemList;
import org.jmlmmj.core.text.ItemSource;
import org.jmlmmj.core.text.ItemSource.Items;
import org.jmlmmj.core.text.LineSink;

/**
 * Notices whether a text shows the subscribers, and adds them to the end of the mail if it does not: so did the texts of old lists
 * rely on it (spec 06 §17.3). Not thread-safe.
 */
final class SubscriberLists {
    private static final List<ItemList> IN_ORDER =
            List.of(ItemList.NORMALSUBS, ItemList.NOMAILSUBS, ItemList.DIGESTSUBS);

    private final Map<ItemList, ItemSource> sources;
    private boolean used;

    private SubscriberLists(Map<ItemList, ItemSource> sources) {
        this.sources = sources;
    }

    /** The lists that a mail may show; the subscribers may not be among them. */
    static SubscriberLists of(Map<ItemList, ItemSource> sources) {
        return new SubscriberLists(sources);
    }

    /** The same lists, watched. */
    Map<ItemList, ItemSource> items() {
        Map<ItemList, ItemSource> watched = new EnumMap<>(ItemList.class);
        sources.forEach((list, source) -> watched.put(list, IN_ORDER.contains(list) ? watch(source) : source));
        return watched;
    }

    private ItemSource watch(ItemSource source) {
        return () -> {
            used = true;
            return source.open();
        };
    }

    void appendIfUnused(LineSink sink) throws IOException {
        if (used || !sources.keySet().containsAll(IN_ORDER)) {
            return;
        }
        sink.endHeaders();
        for (ItemList list : IN_ORDER) {
            try (Items items =
                    sources.getOrDefault(list, ItemSource.of(List.of())).open()) {
                for (Optional<String> item = items.next(); item.isPresent(); item = items.next()) {
                    writeLine(sink, item.get());
                }
            }
            writeLine(sink, "");
            writeLine(sink, "-- ");
        }
        writeLine(sink, "end of output");
    }

    private static void writeLine(LineSink sink, String text) throws IOException {
        sink.text(text, 0, text.length());
        sink.endLine();
    }
}
