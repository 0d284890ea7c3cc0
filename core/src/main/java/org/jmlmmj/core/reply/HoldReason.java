package org.jmlmmj.core.reply;

import java.util.Locale;

/** Why a post waits for a moderator; the third part of the name of two list texts. Immutable and thread-safe. */
public enum HoldReason {
    /** The poster is not subscribed, and posts of outsiders are held. */
    MODNONSUBPOSTS,
    /** The poster is no moderator, and posts of others are held. */
    MODNONMODPOSTS,
    /** An access rule says so. */
    ACCESS,
    /** Every post is held. */
    MODERATED;

    /** The word in the name of the text. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
