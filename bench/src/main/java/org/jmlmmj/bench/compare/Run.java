package org.jmlmmj.bench.compare;

/**
 * What one run of a program took. Immutable and thread-safe.
 *
 * @param recipients who got the mail
 * @param seconds from start to end
 * @param cpuSeconds of the program and of the processes it started and waited for, user and system
 * @param peakBytes the most resident memory that one of its processes had
 */
public record Run(int recipients, double seconds, double cpuSeconds, long peakBytes) {
    double perSecond() {
        return recipients / seconds;
    }

    double cpuPerThousand() {
        return cpuSeconds * 1000 / recipients;
    }
}
