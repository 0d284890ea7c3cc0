package org.jmlmmj.core.text;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * Keeps parsed texts for a process that lives long. A text is found again only while its file is unchanged, so nothing has to be
 * invalidated; whoever implements this bounds the number of texts. Implementations are thread-safe.
 */
public interface TextCache {
    /**
     * A file in one state.
     *
     * @param file where it is
     * @param identity what the file system knows it by (device and inode)
     * @param modified when it was last changed
     * @param octets its size
     */
    record Key(Path file, Object identity, FileTime modified, long octets) {}

    /** The text parsed from the file in this state, if it is known. */
    Optional<ParsedText> find(Key key);

    /** Remembers the text. */
    void store(Key key, ParsedText text);

    /** For a process that sends one mail and ends. */
    static TextCache none() {
        return new TextCache() {
            @Override
            public Optional<ParsedText> find(Key key) {
                return Optional.empty();
            }

            @Override
            public void store(Key key, ParsedText text) {
                // There will be no second mail.
            }
        };
    }
}
