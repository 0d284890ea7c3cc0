package org.jmlmmj.admin.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import org.jmlmmj.core.text.ParsedText;
import org.jmlmmj.core.text.TextCache;

/** Keeps the parsed list texts that were used last, of all lists together. Thread-safe. */
final class CachedTexts implements TextCache {
    private static final int MOST = 500;

    private final Cache<Key, ParsedText> texts =
            Caffeine.newBuilder().maximumSize(MOST).build();

    @Override
    public Optional<ParsedText> find(Key key) {
        return Optional.ofNullable(texts.getIfPresent(key));
    }

    @Override
    public void store(Key key, ParsedText text) {
        texts.put(key, text);
    }
}
