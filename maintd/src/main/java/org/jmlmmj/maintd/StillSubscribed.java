package org.jmlmmj.maintd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jmlmmj.core.address.Ascii;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.spool.Draft;
import org.jmlmmj.core.subscriber.SubscriberFolder;
import org.jmlmmj.core.subscriber.SubscriberLines;

/**
 * Leaves out recipients that have unsubscribed since they were put into {@code requeue/} (spec 04 §8). They are taken in groups, and
 * the subscribers are read once for each, so memory is bounded whatever the number of either. Immutable and thread-safe.
 *
 * @param list whose subscribers count, of any version
 */
record StillSubscribed(MailingList list) {
    private static final int GROUP = 20_000;

    /**
     * Writes a file of recipients anew without those who left.
     *
     * @param recipients one address per line; replaced only if somebody left
     * @return whether anybody stays
     */
    boolean filter(Path recipients) throws IOException {
        long kept = 0;
        boolean someoneLeft = false;
        try (SubscriberLines lines = SubscriberLines.of(recipients);
                Draft draft = list.files().draft()) {
            for (List<String> group = group(lines); !group.isEmpty(); group = group(lines)) {
                Set<String> subscribed = subscribed(group);
                StringBuilder stay = new StringBuilder();
                for (String address : group) {
                    if (subscribed.contains(Ascii.lowerCase(address))) {
                        stay.append(address).append('\n');
                        kept++;
                    } else {
                        someoneLeft = true;
                    }
                }
                draft.write(stay.toString().getBytes(StandardCharsets.UTF_8));
            }
            if (someoneLeft && kept > 0) {
                draft.replace(recipients);
            }
        }
        return kept > 0;
    }

    private static List<String> group(SubscriberLines lines) throws IOException {
        List<String> group = new ArrayList<>();
        while (group.size() < GROUP && lines.next()) {
            group.add(lines.line());
        }
        return group;
    }

    private Set<String> subscribed(List<String> group) throws IOException {
        Set<String> missing = new HashSet<>();
        group.forEach(address -> missing.add(Ascii.lowerCase(address)));
        Set<String> found = new HashSet<>();
        for (SubscriberFolder folder : list.subscribers().all()) {
            try (SubscriberLines lines = folder.lines()) {
                while (!missing.isEmpty() && lines.next()) {
                    String address = Ascii.lowerCase(lines.line());
                    if (missing.remove(address)) {
                        found.add(address);
                    }
                }
            }
        }
        return found;
    }
}
