package org.jmlmmj.send.smtp;

/**
 * How much a server may send as one reply. RFC 5321 §4.5.3.1.5 allows 512 octets per line; real servers send more, a hostile
 * one would send without end. Immutable and thread-safe.
 *
 * @param lineOctets octets of one line without its LF
 * @param lines lines of one reply
 */
public record ReplyLimits(int lineOctets, int lines) {
    /** Generous for every known server, and at most a quarter of a MiB in all. */
    public static final ReplyLimits STANDARD = new ReplyLimits(2048, 128);

    /** A reply has at least a code and one line. */
    public ReplyLimits {
        if (lineOctets < 3 || lines < 1) {
            throw new IllegalArgumentException("no reply fits into " + lines + " lines of " + lineOctets + " octets");
        }
    }
}
