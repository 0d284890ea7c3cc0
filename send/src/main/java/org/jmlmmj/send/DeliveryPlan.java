package org.jmlmmj.send;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.core.address.InvalidAddressException;
import org.jmlmmj.core.address.ReversePath;

/**
 * How a delivery ends, written into its journal, so that another process can end it after a crash. Immutable and thread-safe.
 *
 * @param message the file that is sent, relative to the list directory if it lies in it
 * @param leftovers what happens to recipients who did not get it
 * @param deletesMessage whether the file goes away at the end
 */
record DeliveryPlan(String message, Leftovers leftovers, boolean deletesMessage) {
    /** Where recipients go who did not get the mail. */
    sealed interface Leftovers {
        /**
         * To {@code requeue/INDEX}, for posts and digests.
         *
         * @param withMail whether the mail itself must go there too, because it is not archived
         */
        record ToRequeue(boolean withMail) implements Leftovers {}

        /**
         * To {@code queue}, one entry per recipient.
         *
         * @param sender the envelope sender; empty means the bounce address of each recipient
         */
        record ToQueue(Optional<ReversePath> sender) implements Leftovers {}
    }

    /** Checks that the name fits on a line of the journal. */
    DeliveryPlan {
        if (message.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the name of the message holds a control character");
        }
    }

    /** How the name of a file is written. */
    static String name(Path list, Path message) throws IOException {
        Path real = list.toRealPath();
        return (message.startsWith(real) ? real.relativize(message) : message).toString();
    }

    /** The file that is sent. */
    Path messageIn(Path list) {
        return list.resolve(message);
    }

    /** The plan as lines, the last one followed by an empty one. */
    String text() {
        StringBuilder text = new StringBuilder("message: ").append(message).append('\n');
        text.append("delete: ").append(deletesMessage).append('\n');
        if (leftovers instanceof Leftovers.ToRequeue requeue) {
            text.append("leftovers: requeue\nmailfile: ")
                    .append(requeue.withMail())
                    .append('\n');
        } else if (leftovers instanceof Leftovers.ToQueue queue) {
            text.append("leftovers: queue\n");
            queue.sender()
                    .ifPresent(sender -> text.append("sender: ").append(sender).append('\n'));
        }
        return text.append('\n').toString();
    }

    /**
     * Reads a plan.
     *
     * @throws IOException if it is none
     */
    static DeliveryPlan parse(List<String> lines) throws IOException {
        Map<String, String> values = new HashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(": ");
            if (colon < 0) {
                throw new IOException("no line of a journal: " + line);
            }
            values.put(line.substring(0, colon), line.substring(colon + 2));
        }
        String message = values.get("message");
        if (message == null) {
            throw new IOException("the journal names no message");
        }
        try {
            return new DeliveryPlan(message, leftovers(values), Boolean.parseBoolean(values.get("delete")));
        } catch (IllegalArgumentException e) {
            throw new IOException("the journal names no usable message", e);
        }
    }

    private static Leftovers leftovers(Map<String, String> values) throws IOException {
        String where = values.getOrDefault("leftovers", "");
        if (where.equals("requeue")) {
            return new Leftovers.ToRequeue(Boolean.parseBoolean(values.get("mailfile")));
        }
        if (!where.equals("queue")) {
            throw new IOException("the journal does not say where leftovers go: " + where);
        }
        try {
            return new Leftovers.ToQueue(
                    Optional.ofNullable(values.get("sender")).map(ReversePath::parse));
        } catch (InvalidAddressException e) {
            throw new IOException("the journal names no usable sender", e);
        }
    }
}
