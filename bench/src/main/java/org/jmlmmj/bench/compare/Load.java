package org.jmlmmj.bench.compare;

/**
 * What is to be delivered. Immutable and thread-safe.
 *
 * @param octets size of the mail, with LF line ends
 * @param recipients how many get it
 */
record Load(int octets, int recipients) {
    /** The same mail to no more people than this. */
    Load atMost(int most) {
        return new Load(octets, Math.min(recipients, most));
    }

    long wireOctets() {
        return (long) octets * recipients;
    }

    @Override
    public String toString() {
        String size = octets % (1024 * 1024) == 0 ? octets / 1024 / 1024 + " MiB" : octets / 1024 + " KiB";
        return size + ", " + recipients;
    }
}
