package org.jmlmmj.maintd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a digest is put together from, and boundaries that occur in none of it. Immutable and thread-safe.
 *
 * @param text the text in front; empty for none
 * @param posts the posts, in order
 * @param eightBit for each post, whether it has octets above 127
 * @param boundaries of the mail and of the part with the posts
 */
record DigestParts(String text, List<DigestPost> posts, List<Boolean> eightBit, List<String> boundaries) {
    /**
     * Looks at every part.
     *
     * @param names where boundaries come from; drawn until they fit
     */
    static DigestParts of(String text, List<DigestPost> posts, Supplier<String> names) throws IOException {
        while (true) {
            List<String> boundaries = List.of(names.get(), names.get());
            boolean fits = boundaries.stream().noneMatch(text::contains);
            List<Boolean> eightBit = new ArrayList<>();
            for (int i = 0; i < posts.size() && fits; i++) {
                PostScan scan = PostScan.of(posts.get(i).file(), boundaries);
                eightBit.add(scan.eightBit());
                fits = !scan.holdsBoundary();
            }
            if (fits) {
                return new DigestParts(text, posts, List.copyOf(eightBit), boundaries);
            }
        }
    }

    /** Whether any part has octets above 127, which all parts around it must say (RFC 2045 §6.4). */
    boolean isEightBit() {
        return postsAreEightBit() || textIsEightBit();
    }

    /** Whether the text has. */
    boolean textIsEightBit() {
        return !text.chars().allMatch(c -> c < 128);
    }

    /** Whether any post has octets above 127. */
    boolean postsAreEightBit() {
        return eightBit.contains(true);
    }
}
