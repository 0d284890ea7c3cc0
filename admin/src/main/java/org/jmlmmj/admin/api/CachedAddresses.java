package org.jmlmmj.admin.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.file.Path;
import java.util.Optional;
import org.jmlmmj.core.subscriber.AddressCache;

/** Keeps the subscriber files that were asked for last, of all lists together, within a part of the heap. Thread-safe. */
final class CachedAddresses implements AddressCache {
    private final Cache<Path, Content> files;

    /** @param most octets that all of them may take */
    CachedAddresses(long most) {
        files = Caffeine.newBuilder()
                .maximumWeight(most)
                .weigher((Path file, Content content) -> content.addresses().octets())
                .build();
    }

    /** A quarter of the heap: at 128 MiB, that is for lists of 700,000 subscribers together. */
    static CachedAddresses ofHeap() {
        return new CachedAddresses(Runtime.getRuntime().maxMemory() / 4);
    }

    @Override
    public Optional<Content> find(Path file) {
        return Optional.ofNullable(files.getIfPresent(file));
    }

    @Override
    public void store(Path file, Content content) {
        files.put(file, content);
    }
}
