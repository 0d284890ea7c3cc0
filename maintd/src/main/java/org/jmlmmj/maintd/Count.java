package org.jmlmmj.maintd;

/** What a maintenance run counts, in the order and words of its summary. Immutable and thread-safe. */
enum Count {
    LISTS("lists"),
    BUSY("in work elsewhere"),
    FOREIGN("of other users"),
    TROUBLED("with trouble"),
    PROCESSED("mails processed"),
    RECOVERED("deliveries taken up"),
    EXPIRED("files expired"),
    REPLIES("mails sent again"),
    GIVEN_UP("mails given up"),
    RESENT("recipients served again"),
    WAITING("recipients waiting"),
    FORGIVEN("addresses forgiven"),
    REMOVED("addresses removed"),
    PROBED("addresses probed"),
    DIGESTS("digests");

    private final String words;

    Count(String words) {
        this.words = words;
    }

    /** What it is called in the summary. */
    String words() {
        return words;
    }
}
