package org.jmlmmj.send;

/**
 * What became of a delivery. Immutable and thread-safe.
 *
 * @param recipients how many there were, each address counted once
 * @param delivered how many the relay took the mail for
 * @param bounced how many the relay refused for good, each with a bounce record
 * @param waiting how many wait for the next maintenance run
 */
public record DeliveryReport(long recipients, long delivered, long bounced, long waiting) {
    @Override
    public String toString() {
        return recipients + " recipients, " + delivered + " delivered, " + bounced + " bounced, " + waiting
                + " waiting";
    }
}
