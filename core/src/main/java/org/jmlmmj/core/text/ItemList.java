package org.jmlmmj.core.text;

import java.util.Locale;

/** The lists that a text can show item by item (spec 06 §13). Immutable and thread-safe. */
public enum ItemList {
    /** Who was asked to release a post. */
    MODERATORS,
    /** Who was asked to permit a subscription. */
    GATEKEEPERS,
    /** Who gets every post. */
    NORMALSUBS,
    /** Who gets digests. */
    DIGESTSUBS,
    /** Who gets nothing. */
    NOMAILSUBS,
    /** Numbers of the posts that came back. */
    BOUNCENUMBERS,
    /** Subjects and senders of the posts in a digest. */
    DIGESTTHREADS;

    /** The name of its directive. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
