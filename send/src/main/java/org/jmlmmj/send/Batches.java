package org.jmlmmj.send;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.BounceAddress;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.send.smtp.Transaction;

/**
 * How a post goes to many recipients in one transaction ({@code control/verp}, spec 03 §8). Immutable and thread-safe.
 *
 * @param batch sender and parameter of each transaction
 * @param size the most recipients of one
 */
record Batches(Transaction.Batch batch, int size) {
    /** Mail servers take no more in one transaction, or not many more (spec 03 §5, §17.1). */
    private static final int LARGEST = 1000;

    /** What Postfix wants to hear so that it puts recipients into senders. */
    private static final String POSTFIX = "XVERP=-=";

    /**
     * What the list's control files want; empty if each recipient gets a transaction.
     *
     * @param index of the post, for its bounce address
     * @param addressed whether each copy names its recipient, which excludes batches
     */
    static Optional<Batches> of(MailingList list, String index, boolean addressed) throws IOException {
        Optional<List<String>> verp = list.tunables().get(Tunable.VERP);
        if (verp.isEmpty()) {
            return Optional.empty();
        }
        String parameter = parameter(verp.get().isEmpty() ? "" : verp.get().get(0));
        String file = list.directory().path() + "/control/verp";
        if (addressed) {
            list.syslog().warning(file + ": ignored, as control/addtohdr asks for copies that differ");
            return Optional.empty();
        }
        if (!parameter.chars().allMatch(c -> c >= ' ' && c < 127)) {
            // A line end would be a command of its own (spec 03 §5).
            list.syslog().warning(file + ": ignored, its content cannot stand in an SMTP command");
            return Optional.empty();
        }
        // Not staticbounceaddr (spec 03 §6.1).
        EmailAddress sender = BounceAddress.of(list.address()).ofPost(index);
        if (!sender.isAscii()) {
            // Not every server takes it, and one that does not takes no batch at all.
            return Optional.empty();
        }
        int size = (int) Math.min(LARGEST, list.tunables().get(Tunable.MAXVERPRECIPS));
        return Optional.of(new Batches(new Transaction.Batch(ReversePath.of(sender), parameter), size));
    }

    private static String parameter(String line) {
        return line.equals("postfix") ? POSTFIX : line.startsWith(" ") ? line.substring(1) : line;
    }
}
