package org.jmlmmj.maintd;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.send.ReachableRelays;
import org.jmlmmj.send.StopSignal;

/** Writes a digest of all posts of a list, in a process with little memory, and says how large it is. */
final class HugeDigest {
    private HugeDigest() {}

    /** Takes the list directory and the number of posts. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        long count = Long.parseLong(arguments[1]);
        RandomNames names = RandomNames.secure();
        MailingList list = MailingList.open(
                ListDirectory.open(folder, names), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), Syslog.none());
        Work.Settings settings = new Work.Settings(
                folder.resolve("none"),
                (ignored, mail) -> {},
                new ReachableRelays(System::nanoTime),
                new StopSignal(),
                names,
                1);
        List<DigestPost> posts = new ArrayList<>();
        for (long number = 1; number <= count; number++) {
            DigestPost.read(number, list.archive().post(number)).ifPresent(posts::add);
        }
        try (RunLog log = RunLog.begin(list)) {
            Work work = new Work(list, new Report(list, log, new Tally()), settings);
            DigestPlan plan = new DigestPlan(LastDigest.NONE, new LastDigest(count, 0, 1));
            Path digest = new DigestDraft(work, plan, posts).write();
            System.out.println("octets " + Files.size(digest));
        }
    }
}
