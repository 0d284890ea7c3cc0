package org.jmlmmj.core.subscriber;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** In which folders each address of a set stands, at one moment. Not thread-safe. */
public final class Located {
    private final List<SubscriberFolder> folders;
    private final List<BitSet> found;

    private Located(List<SubscriberFolder> folders, List<BitSet> found) {
        this.folders = folders;
        this.found = found;
    }

    static Located in(Subscribers subscribers, AddressSet addresses) throws IOException {
        return new Located(
                subscribers.all(),
                List.of(
                        subscribers.normal().find(addresses),
                        subscribers.digest().find(addresses),
                        subscribers.nomail().find(addresses)));
    }

    /** How the address with this number is subscribed; empty if it is not. */
    public Optional<Version> version(int number) {
        return Version.of(
                found.get(0).get(number), found.get(1).get(number), found.get(2).get(number));
    }

    /** Whether the address with this number stands in one of these folders of the list. */
    public boolean isIn(List<SubscriberFolder> some, int number) {
        return some.stream().anyMatch(folder -> in(folder).get(number));
    }

    /** The numbers of the addresses that stand in any folder of the list. */
    BitSet anywhere() {
        BitSet anywhere = new BitSet();
        found.forEach(anywhere::or);
        return anywhere;
    }

    /** The numbers of the addresses that stand in one of the folders of the list. */
    BitSet in(SubscriberFolder folder) {
        return found.get(folders.indexOf(folder));
    }
}
