package org.jmlmmj.maintd;

import java.util.List;

/** The tasks of a run in their order (spec 04 §5). Stateless, so thread-safe. */
final class Tasks {
    private Tasks() {}

    /** All of them. What a dead process left comes before what would otherwise delete or overtake it. */
    static List<Task> all() {
        return List.of(
                new LeftMails(),
                new BrokenDeliveries(),
                Expiry.moderation(),
                Expiry.discarded(),
                Expiry.subconf(),
                Expiry.unsubconf(),
                new QueuedMails(),
                new RequeuedPosts(),
                new ForgivenAddresses(),
                new RemovedAddresses(),
                new ProbedAddresses(),
                new Digests(),
                new TemporaryFiles());
    }
}
