package org.jmlmmj.maintd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.list.Tunable;

/**
 * Task 6: gives posts and digests to those who did not get them, from {@code requeue/} (spec 04 §8). A post that has waited for
 * {@code bouncelife} is given up, and so is one that is missing for a week; who still had to get it is named in the operation
 * log and gets a bounce record.
 */
record RequeuedPosts() implements Task {
    @Override
    public String name() {
        return "resend_requeue";
    }

    @Override
    public void run(Work work) throws IOException {
        // All of them first: a folder that comes meanwhile is for the next run.
        List<Path> folders = new ArrayList<>();
        FolderWalk.through(work.list().directory(), "requeue")
                .each(
                        entry -> {
                            if (Files.isDirectory(entry.path(), LinkOption.NOFOLLOW_LINKS)) {
                                folders.add(entry.path());
                            }
                        },
                        work.report()::trouble);
        for (Path folder : folders) {
            if (work.isStopped()) {
                return;
            }
            try {
                workOn(work, RequeueFolder.of(work.list(), folder));
            } catch (NoSuchFileException e) {
                if (Files.exists(folder)) {
                    work.report().trouble(e);
                }
            } catch (IOException e) {
                work.report().trouble(e);
            }
        }
    }

    private static void workOn(Work work, RequeueFolder folder) throws IOException {
        Instant changed = folder.changed();
        if (work.isOlder(changed, Lifetime.EMPTY_FOLDER) && folder.removeIfEmpty()) {
            return;
        }
        if (!folder.isOurs()) {
            work.report().note("requeue/" + folder.name() + ": belongs to no post, left alone");
            return;
        }
        if (folder.isBeingSent()) {
            return;
        }
        Optional<Path> message = folder.message();
        if (message.isEmpty()) {
            if (work.isOlder(changed, Lifetime.FOLDER_WITHOUT_POST)) {
                new RequeueEnd(work, folder, "the post is missing").giveUp();
            }
            return;
        }
        if (!folder.hasRecipients()) {
            folder.removeMailFile();
            return;
        }
        Duration life = Duration.ofSeconds(work.list().tunables().get(Tunable.BOUNCELIFE));
        if (work.isOlder(Files.getLastModifiedTime(message.get()).toInstant(), life)) {
            new RequeueEnd(work, folder, "it could not be sent for too long").giveUp(message.get());
            return;
        }
        new RequeueAttempt(work, folder, message.get()).run();
    }
}
