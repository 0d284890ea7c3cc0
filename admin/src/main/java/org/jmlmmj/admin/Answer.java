package org.jmlmmj.admin;

/**
 * What {@code mlmmj-make-ml} wants to know; the names are those of the environment variables and of the answer file, the order
 * is that of the file (spec 07 §8.1). Immutable and thread-safe.
 */
enum Answer {
    /** Folder in which the list directory is made. */
    SPOOLDIR,
    /** Name of the list, and of its directory. */
    LISTNAME,
    /** Domain of the list's address. */
    FQDN,
    /** Address of the owner; without {@code @} in the list's domain. */
    OWNER,
    /** Language of the list texts: a folder of the text library. */
    TEXTLANG,
    /** Whether the alias line is added to the system's aliases. */
    ADDALIAS,
    /** Whether the list directory is given to {@link #CHOWN}. */
    DO_CHOWN,
    /** User, perhaps with a colon and a group, to whom the list directory is given. */
    CHOWN,
    /** Whether the cron line is added to the system's table. */
    ADDCRON
}
