package org.jmlmmj.admin.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;

/** What waits in a list for longer than it should (spec 04). Stateless, so thread-safe. */
final class QueueCheck implements ListCheck {
    /** Maintenance takes up what is older than an hour, and runs every two. */
    private static final Duration FOR_MAINTENANCE = Duration.ofHours(4);

    private static final Duration FOR_RELAY = Duration.ofDays(1);

    @Override
    public String name() {
        return "queues";
    }

    @Override
    public void examine(MailingList list, Notes notes) throws IOException {
        Path folder = list.directory().path();
        Instant now = list.clock().instant();
        notes.part("nothing has waited for long", part -> {
            waiting(folder.resolve("incoming"), now, FOR_MAINTENANCE, QueueCheck::isMail)
                    .ifPresent(what -> part.fail(
                            what + " not processed", "run mlmmj-maintd -F -L " + folder + " and see what it says"));
            waiting(folder.resolve("queue"), now, FOR_RELAY, QueueCheck::isMail)
                    .ifPresent(what -> part.warn(
                            what + " not sent", "see what the system's log says about the relay and these mails"));
            waiting(folder.resolve("requeue"), now, FOR_RELAY, Files::isDirectory)
                    .ifPresent(what -> part.warn(
                            what + " not at all subscribers", "see what the system's log says about the relay"));
            Duration life = Duration.ofSeconds(list.tunables().get(Tunable.MODREQLIFE));
            waiting(folder.resolve("moderation"), now, life.dividedBy(2), QueueCheck::isMail)
                    .ifPresent(what -> part.warn(
                            what + " not decided about; after " + days(life) + " it is deleted",
                            "ask the moderators: " + list.directory().path() + "/control/moderators, submod"));
        });
    }

    private static boolean isMail(Path file) {
        return Files.isRegularFile(file) && !String.valueOf(file.getFileName()).contains(".");
    }

    /** How many entries are older than that, in words. */
    private static Optional<String> waiting(Path folder, Instant now, Duration longest, Predicate<Path> counts)
            throws IOException {
        int count = 0;
        Instant oldest = now;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                Instant since = counts.test(entry) ? since(entry, now) : now;
                if (since.isBefore(now.minus(longest))) {
                    count++;
                    oldest = since.isBefore(oldest) ? since : oldest;
                }
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        String what = folder.getFileName() + ": " + count + " for more than " + days(longest) + ", the oldest since "
                + days(Duration.between(oldest, now));
        return count == 0 ? Optional.empty() : Optional.of(what);
    }

    /** One that is gone meanwhile has not waited. */
    private static Instant since(Path entry, Instant now) throws IOException {
        try {
            return Files.getLastModifiedTime(entry).toInstant();
        } catch (NoSuchFileException e) {
            return now;
        }
    }

    /** A time span in words. */
    static String days(Duration span) {
        if (span.toDays() > 1) {
            return span.toDays() + " days";
        }
        return span.toHours() > 1 ? span.toHours() + " hours" : span.toMinutes() + " minutes";
    }
}
