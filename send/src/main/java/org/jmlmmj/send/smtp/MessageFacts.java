package org.jmlmmj.send.smtp;

/**
 * What a client must know about a mail before it sends it. Immutable and thread-safe.
 *
 * @param octets its size with CR LF line ends, before dots are doubled and without the final dot (RFC 1870 §5)
 * @param doubledDots how many lines begin with a dot
 * @param eightBit whether any octet is not ASCII
 * @param eightBitHeader whether any octet of its header is not ASCII
 * @param validHeader whether its header is UTF-8
 */
public record MessageFacts(
        long octets, long doubledDots, boolean eightBit, boolean eightBitHeader, boolean validHeader) {
    /** Whether it is an internationalized mail in the sense of RFC 6532, for which SMTPUTF8 was made. */
    public boolean isInternationalized() {
        return eightBitHeader && validHeader;
    }
}
