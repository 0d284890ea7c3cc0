package org.jmlmmj.core.subscription;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.spool.PendingRequest;
import org.jmlmmj.core.subscriber.AddressSet;

/**
 * The requests of many people that wait, found by reading their folder once, when the first of them is looked for. Reading it for
 * each of them, and each of them leaves one file more there, takes hours for a hundred thousand.
 *
 * <p>What somebody asks for by mail after that is not found. Such a person has two requests then that do the same, and the
 * second one to be confirmed has no effect. Thread-safe while nobody adds people.
 */
final class RequestIndex implements RequestSearch {
    private final AddressSet people;
    private final Folder folder;
    private Optional<Map<Integer, List<PendingRequest>>> requests = Optional.empty();

    /**
     * @param people whose requests may be looked for
     * @param folder where requests wait
     */
    RequestIndex(AddressSet people, Folder folder) {
        this.people = people;
        this.folder = folder;
    }

    /** Where requests wait. */
    @FunctionalInterface
    interface Folder {
        /** Hands over each of them, in no order. */
        void each(Consumer<PendingRequest> reader) throws IOException;
    }

    @Override
    public synchronized List<PendingRequest> of(EmailAddress address) throws IOException {
        if (requests.isEmpty()) {
            requests = Optional.of(read());
        }
        return requests.get().getOrDefault(people.find(address), List.of());
    }

    /** By number: strangers choose the addresses in the folder, but not how the set spreads them. */
    private Map<Integer, List<PendingRequest>> read() throws IOException {
        Map<Integer, List<PendingRequest>> read = new HashMap<>();
        folder.each(request -> {
            int number = people.find(request.address());
            if (number >= 0) {
                read.computeIfAbsent(number, none -> new ArrayList<>(1)).add(request);
            }
        });
        read.values().forEach(found -> found.sort(PendingRequest.NEWEST_FIRST));
        return read;
    }
}
