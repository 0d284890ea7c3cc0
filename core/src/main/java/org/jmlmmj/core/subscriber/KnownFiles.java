package org.jmlmmj.core.subscriber;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jmlmmj.core.spool.FileIdentity;

/**
 * Reads subscriber files that have changed since they were read last, and knows the others by heart: who asks a thousand times in
 * a second about a list of a hundred thousand cannot read three megabytes each time. As thread-safe as its cache.
 *
 * <p>A change by any program is seen at once, as the time of an inode's last change is compared, which nobody can set. That time
 * has the resolution of the file system, though: a file that has changed just now may change once more without another time. So
 * what a file holds is remembered only when its last change lies well behind.
 */
public final class KnownFiles {
    /** Longer than any file system's resolution of times; two seconds is the coarsest that is in use. */
    private static final Duration RESOLUTION = Duration.ofSeconds(3);

    private final AddressCache cache;
    private final Clock clock;
    private final long seed;

    /**
     * @param clock the time by which the file system works
     * @param seed any number that nobody can guess (see {@link AddressSet})
     */
    public KnownFiles(AddressCache cache, Clock clock, long seed) {
        this.cache = cache;
        this.clock = clock;
        this.seed = seed;
    }

    /**
     * Every line of a file that can be an address.
     *
     * @throws IOException if it cannot be read to its end
     */
    AddressSet read(Path file) throws IOException {
        // Before the file is looked at: whatever changes from now on has a later time.
        Instant now = clock.instant();
        Optional<FileIdentity> state = FileIdentity.of(file);
        Optional<AddressCache.Content> known = cache.find(file)
                .filter(content -> state.filter(content.file()::equals).isPresent());
        if (known.isPresent()) {
            return known.get().addresses();
        }
        AddressSet addresses = readAll(file);
        state.filter(seen -> seen.changed().toInstant().isBefore(now.minus(RESOLUTION)))
                .ifPresent(settled -> cache.store(file, new AddressCache.Content(settled, addresses)));
        return addresses;
    }

    private AddressSet readAll(Path file) throws IOException {
        AddressSet addresses = new AddressSet(seed);
        try (SubscriberLines lines = SubscriberLines.of(file)) {
            while (lines.next()) {
                lines.addTo(addresses);
            }
        }
        return addresses;
    }
}
