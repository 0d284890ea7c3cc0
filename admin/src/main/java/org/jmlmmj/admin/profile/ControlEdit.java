package org.jmlmmj.admin.profile;

/** What becomes of one control file. Immutable and thread-safe. */
public sealed interface ControlEdit {
    /** The file's name in {@code control/}. */
    String file();

    /**
     * The file holds this afterwards, whatever it held before.
     *
     * @param content text, written as UTF-8
     */
    record Write(String file, String content) implements ControlEdit {}

    /** The file is there afterwards; what it holds stays. */
    record Touch(String file) implements ControlEdit {}

    /** The file is not there afterwards. */
    record Remove(String file) implements ControlEdit {}
}
