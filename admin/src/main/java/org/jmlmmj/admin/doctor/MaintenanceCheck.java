package org.jmlmmj.admin.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jmlmmj.core.list.MailingList;

/** Whether {@code mlmmj-maintd} runs, and what its last run said (spec 04 §3). Stateless, so thread-safe. */
final class MaintenanceCheck implements ListCheck {
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final String REMEDY =
            "have cron or a timer run mlmmj-maintd every two hours; mlmmj-maintd(1) shows how";

    @Override
    public String name() {
        return "maintd";
    }

    @Override
    public void examine(MailingList list, Notes notes) throws IOException {
        Path log = list.directory().path().resolve("mlmmj-maintd.lastrun.log");
        Instant last;
        try {
            last = Files.getLastModifiedTime(log).toInstant();
        } catch (NoSuchFileException e) {
            notes.warn("mlmmj-maintd has never run: no retries, digests, expiry", REMEDY);
            return;
        }
        Duration ago = Duration.between(last, list.clock().instant());
        if (ago.compareTo(LONGEST) > 0) {
            notes.fail("mlmmj-maintd ran last " + QueueCheck.days(ago) + " ago: no retries, digests, expiry", REMEDY);
            return;
        }
        long problems;
        try (var lines = Files.lines(log, java.nio.charset.StandardCharsets.ISO_8859_1)) {
            problems = lines.filter(line -> line.startsWith(" - ")).count();
        }
        if (problems > 0) {
            notes.warn("the last run of mlmmj-maintd met " + problems + " problems", "read " + log);
        } else {
            notes.ok("mlmmj-maintd ran " + QueueCheck.days(ago) + " ago");
        }
    }
}
