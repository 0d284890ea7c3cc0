package org.jmlmmj.maintd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.list.Tunables;

/**
 * Tasks 1 to 4: deletes files that were not touched for too long, whatever their names (spec 04 §6). A released post
 * stays until it is sent.
 *
 * @param name the task's line in the log
 * @param folders the folders, as seen from the list
 * @param life how long a file lives
 */
record Expiry(String name, List<String> folders, Life life) implements Task {
    private static final String SENDING = ".sending";
    private static final String OMIT = ".omit";

    /** How long something lives on a list. */
    @FunctionalInterface
    interface Life {
        Duration of(Tunables tunables) throws IOException;
    }

    /** Held posts and subscription requests, also where some releases of the original put them (spec 01 §8.6). */
    static Expiry moderation() {
        return new Expiry(
                "clean_moderation",
                List.of("moderation", "moderation/subscribe"),
                tunables -> Duration.ofSeconds(tunables.get(Tunable.MODREQLIFE)));
    }

    /** Mails that were neither distributed nor answered. */
    static Expiry discarded() {
        return new Expiry("clean_discarded", List.of("queue/discarded"), tunables -> Lifetime.DISCARDED);
    }

    /** Subscriptions that nobody confirmed. */
    static Expiry subconf() {
        return new Expiry("clean_subconf", List.of("subconf"), tunables -> Lifetime.CONFIRMATION);
    }

    /** Unsubscriptions that nobody confirmed. */
    static Expiry unsubconf() {
        return new Expiry("clean_unsubconf", List.of("unsubconf"), tunables -> Lifetime.CONFIRMATION);
    }

    @Override
    public void run(Work work) throws IOException {
        Duration longest = life.of(work.list().tunables());
        for (String folder : folders) {
            FolderWalk.through(work.list().directory(), folder)
                    .each(entry -> expire(work, entry, longest), work.report()::trouble);
        }
    }

    private static void expire(Work work, FolderWalk.Entry entry, Duration longest) throws IOException {
        BasicFileAttributes attributes = entry.attributes();
        boolean isOld = attributes.isRegularFile()
                && work.isOlder(attributes.lastModifiedTime().toInstant(), longest);
        if (isOld && !isReleased(entry)) {
            entry.delete();
            work.report().count(Count.EXPIRED, 1);
        }
    }

    /**
     * Whether a moderator has released it. It belongs to those who send it or, if they died, to {@link BrokenDeliveries}, which may
     * have to wait for the relay longer than posts are held; and so does the note who does not get it. One that the original has
     * released is as old as when it was held.
     */
    private static boolean isReleased(FolderWalk.Entry entry) {
        String name = entry.name();
        String post = name.endsWith(OMIT) ? name.substring(0, name.length() - OMIT.length()) + SENDING : name;
        return name.endsWith(SENDING)
                || (name.endsWith(OMIT) && Files.exists(entry.path().resolveSibling(post), LinkOption.NOFOLLOW_LINKS));
    }
}
