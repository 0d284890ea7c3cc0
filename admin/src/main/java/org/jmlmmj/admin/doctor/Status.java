package org.jmlmmj.admin.doctor;

/** How bad it is. Immutable and thread-safe. */
enum Status {
    /** As it should be. */
    OK("ok"),
    /** Works, but perhaps not as somebody means it to, or not for long. */
    WARN("warn"),
    /** Does not work. */
    FAIL("FAIL");

    private final String word;

    Status(String word) {
        this.word = word;
    }

    /** The word for people. */
    String word() {
        return word;
    }
}
