package org.jmlmmj.core.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jmlmmj.core.spool.Ownership;
import org.jmlmmj.core.spool.ReadPermission;

/** Reads and parses one file of template text, or takes it from the cache. Thread-safe. */
final class TextReader {
    /** No person writes more; a log file that somebody links to must not fill the memory. */
    private static final int MOST_OCTETS = 16 * 1024 * 1024;

    private final ReadPermission permission;
    private final TextCache cache;

    TextReader(Ownership list, TextCache cache) {
        this.permission = new ReadPermission(list);
        this.cache = cache;
    }

    /**
     * The text in a file.
     *
     * @return empty if there is no such file
     * @throws IOException if there is one, but it cannot be read
     */
    Optional<ParsedText> read(Path file) throws IOException {
        try {
            Path real = file.toRealPath();
            permission.require(real);
            TextCache.Key key = key(real);
            Optional<ParsedText> known = cache.find(key);
            if (known.isPresent()) {
                return known;
            }
            ParsedText text = ParsedText.of(real.toString(), octets(real));
            // Again, as the file could have been swapped for a link between the check and the reading.
            permission.require(file.toRealPath());
            if (key(real).equals(key)) {
                cache.store(key, text);
            }
            return Optional.of(text);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static TextCache.Key key(Path real) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new IOException(real + ": is no file");
        }
        Object identity = attributes.fileKey() == null ? real : attributes.fileKey();
        return new TextCache.Key(real, identity, attributes.lastModifiedTime(), attributes.size());
    }

    private static byte[] octets(Path real) throws IOException {
        try (InputStream in = Files.newInputStream(real, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            byte[] octets = in.readNBytes(MOST_OCTETS + 1);
            if (octets.length > MOST_OCTETS) {
                throw new IOException(real + ": is larger than " + MOST_OCTETS + " octets");
            }
            return octets;
        }
    }
}
