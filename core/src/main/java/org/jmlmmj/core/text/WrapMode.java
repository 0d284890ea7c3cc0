package org.jmlmmj.core.text;

/** Where a wrapped paragraph may be broken (spec 06 §11.4). Immutable and thread-safe. */
enum WrapMode {
    /** After a space, which disappears; template lines are joined by one. */
    WORD,
    /** After a space and before any character that is not ASCII: for scripts without spaces. */
    CHARACTER,
    /** Only where the text says so. */
    USER
}
