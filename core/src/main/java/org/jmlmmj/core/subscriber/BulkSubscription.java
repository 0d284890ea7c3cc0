package org.jmlmmj.core.subscriber;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Changes how many addresses are subscribed, in one go: the folders are read once, then each file that has to change is rewritten
 * once, under the same locks as a single change. A crash leaves every file as it was or complete; as new lines are written
 * before old ones go, nobody is without a subscription then who had one or was to get one (spec 07 §4.2). Not thread-safe;
 * safe between processes.
 */
public final class BulkSubscription {
    private final Subscribers subscribers;
    private final AddressSet addresses;
    private final Progress progress;

    /** Changes of these addresses. */
    public BulkSubscription(Subscribers subscribers, AddressSet addresses, Progress progress) {
        this.subscribers = subscribers;
        this.addresses = addresses;
        this.progress = progress;
    }

    /** Is told how far the work is, seldom enough to do something with it each time. */
    @FunctionalInterface
    public interface Progress {
        /** So many steps of so many are done. */
        void reached(long done, long total);
    }

    /** One step of a change: these addresses, in this folder. */
    private record Step(SubscriberFolder folder, BitSet numbers, boolean adds) {}

    /** How the addresses are subscribed now. */
    public Located locate() throws IOException {
        return Located.in(subscribers, addresses);
    }

    /**
     * Makes addresses subscribers of exactly this version.
     *
     * @param choice picks them by how they are subscribed
     * @return how they were subscribed before
     */
    public Located subscribe(Version version, Predicate<Optional<Version>> choice) throws IOException {
        return subscribers.alone(() -> {
            Located before = locate();
            BitSet chosen = chosen(number -> choice.test(before.version(number)));
            BitSet joining = (BitSet) chosen.clone();
            joining.andNot(before.anywhere());
            // First, as in a single change.
            subscribers.forgetBounces(addresses, joining);
            List<Step> steps = new ArrayList<>();
            for (SubscriberFolder folder : subscribers.of(version)) {
                BitSet missing = (BitSet) chosen.clone();
                missing.andNot(before.in(folder));
                steps.add(new Step(folder, missing, true));
            }
            for (SubscriberFolder folder : subscribers.others(version)) {
                BitSet surplus = (BitSet) chosen.clone();
                surplus.and(before.in(folder));
                steps.add(new Step(folder, surplus, false));
            }
            take(steps);
            return before;
        });
    }

    /**
     * Removes addresses from these folders of the list.
     *
     * @return how they were subscribed before
     */
    public Located unsubscribe(List<SubscriberFolder> folders) throws IOException {
        return subscribers.alone(() -> {
            Located before = locate();
            take(folders.stream()
                    .map(folder -> new Step(folder, before.in(folder), false))
                    .toList());
            BitSet gone = before.anywhere();
            for (SubscriberFolder folder : subscribers.all()) {
                if (!folders.contains(folder)) {
                    gone.andNot(before.in(folder));
                }
            }
            subscribers.forgetBounces(addresses, gone);
            return before;
        });
    }

    private BitSet chosen(IntPredicate choice) {
        BitSet numbers = new BitSet(addresses.size());
        for (int number = 0; number < addresses.size(); number++) {
            numbers.set(number, choice.test(number));
        }
        return numbers;
    }

    private void take(List<Step> steps) throws IOException {
        long total =
                steps.stream().mapToLong(step -> step.numbers().cardinality()).sum();
        long[] reached = new long[1];
        IntConsumer done = count -> {
            // A duplicate in another file counts twice.
            reached[0] = Math.min(total, reached[0] + count);
            progress.reached(reached[0], total);
        };
        for (Step step : steps) {
            if (step.adds()) {
                step.folder().addAll(addresses, step.numbers(), done);
            } else {
                step.folder().removeAll(addresses, step.numbers(), done);
            }
        }
    }
}
