package org.jmlmmj.maintd;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.spool.Index;
import org.jmlmmj.core.spool.LockedFile;
import org.jmlmmj.core.spool.Requeue;

/**
 * A folder in {@code requeue/}: {@code INDEX} or {@code digestISSUE} (spec 01 §8.9, DESIGN §3). Immutable and thread-safe.
 *
 * @param name its name
 */
record RequeueFolder(MailingList list, String name) {
    private static final String DIGEST = "digest";

    static RequeueFolder of(MailingList list, Path folder) {
        return new RequeueFolder(list, String.valueOf(folder.getFileName()));
    }

    private Requeue requeue() {
        return list.requeue();
    }

    /** Whether it is one of those that a post or a digest can have; the original makes others by mistake (spec 03 §9.5). */
    boolean isOurs() {
        // 0 and the like are numbers that no post has; they are given up like a post that is missing.
        return isDigest() || name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private boolean isDigest() {
        return name.startsWith(DIGEST) && Index.parse(name.substring(DIGEST.length())) > 0;
    }

    /** When something in it was last made or deleted. */
    Instant changed() throws IOException {
        return Files.getLastModifiedTime(requeue().post(name), LinkOption.NOFOLLOW_LINKS)
                .toInstant();
    }

    /** The post; empty if there is none, which is also true as long as the original still sends it. */
    Optional<Path> message() throws IOException {
        long index = Index.parse(name);
        Path archived = list.archive().post(index);
        if (index > 0 && Files.isRegularFile(archived, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(archived);
        }
        Path mailFile = requeue().mailFile(name);
        boolean isPost = index > 0 || isDigest();
        return isPost && Files.isRegularFile(mailFile, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(mailFile)
                : Optional.empty();
    }

    /** Whether a process works on a journal here. */
    boolean isBeingSent() throws IOException {
        return Files.exists(requeue().sending(name), LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether anybody waits, also such as a dead process had taken in hand. */
    boolean hasRecipients() {
        return Files.exists(requeue().subscribers(name), LinkOption.NOFOLLOW_LINKS)
                || Files.exists(claimed(), LinkOption.NOFOLLOW_LINKS);
    }

    /** Where recipients are during an attempt. */
    Path claimed() {
        return requeue().post(name).resolve("subscribers.resending");
    }

    /** Deletes the folder if nothing is in it; says whether it did. */
    boolean removeIfEmpty() throws IOException {
        try {
            return list.files().delete(requeue().post(name));
        } catch (DirectoryNotEmptyException e) {
            return false;
        }
    }

    /** Deletes a post that lies here and that nobody waits for any more, and then the folder. */
    void removeMailFile() throws IOException {
        Path mailFile = requeue().mailFile(name);
        if (Files.isRegularFile(mailFile, LinkOption.NOFOLLOW_LINKS) && !LockedFile.isHeld(mailFile)) {
            list.files().delete(mailFile);
            removeIfEmpty();
        }
    }
}
