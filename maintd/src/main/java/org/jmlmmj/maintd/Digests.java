package org.jmlmmj.maintd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.list.Tunables;
import org.jmlmmj.core.spool.LockedFile;
import org.jmlmmj.send.Delivery;
import org.jmlmmj.send.DeliveryReport;
import org.jmlmmj.send.DigestMail;
import org.jmlmmj.send.Relay;

/**
 * Task 10: sends a digest when one is due (spec 04 §11). {@code lastdigest} is locked until it is sent, and moves on only when a
 * journal on disk says who gets the digest.
 */
record Digests() implements Task {
    /** More than such a file can hold. */
    private static final int MOST_OCTETS = 1024;

    @Override
    public String name() {
        return "run_digests";
    }

    @Override
    public void run(Work work) throws IOException {
        MailingList list = work.list();
        if (list.tunables().get(Tunable.NOARCHIVE)) {
            work.report().note("noarchive is set, so there are no digests");
            return;
        }
        Path indexFile = list.directory().path().resolve("index");
        if (!Files.isReadable(indexFile)) {
            work.report().note("there is no index that can be read, so there are no digests");
            return;
        }
        if (Files.size(indexFile) == 0) {
            // No post was ever sent.
            return;
        }
        Path file = list.directory().path().resolve("lastdigest");
        Optional<LockedFile> locked =
                LockedFile.tryOpen(file, path -> list.files().openOrCreate(path, StandardOpenOption.READ));
        if (locked.isEmpty()) {
            work.report().note("lastdigest is in use, so somebody else sends a digest");
            return;
        }
        try (LockedFile held = locked.get()) {
            run(work, held, list.index().last());
        }
    }

    private static void run(Work work, LockedFile lastDigest, long index) throws IOException {
        String content = read(lastDigest.channel());
        long now = work.now().getEpochSecond();
        Optional<LastDigest> last = LastDigest.parse(content);
        if (last.isEmpty()) {
            work.report().trouble("lastdigest: \"" + content.strip() + "\" makes no sense, going on after " + index);
            lastDigest.overwrite(new LastDigest(index, now, 0).text());
            return;
        }
        DigestPlan plan = DigestPlan.of(last.get(), rhythm(work.list().tunables()), index, now, () -> complete(work));
        if (plan.hasPosts()) {
            send(work, lastDigest, plan);
        } else if (plan.isDue()) {
            lastDigest.overwrite(plan.next().text());
        }
    }

    private static String read(FileChannel file) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(MOST_OCTETS);
        int n;
        do {
            n = file.read(buffer, buffer.position());
        } while (n > 0 && buffer.hasRemaining());
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
    }

    private static DigestPlan.Rhythm rhythm(Tunables tunables) throws IOException {
        return new DigestPlan.Rhythm(tunables.get(Tunable.DIGESTINTERVAL), tunables.digestMaxMails());
    }

    private static void send(Work work, LockedFile lastDigest, DigestPlan plan) throws IOException {
        MailingList list = work.list();
        List<DigestPost> posts = new ArrayList<>();
        for (long number = plan.first(); number <= plan.next().index(); number++) {
            DigestPost.read(number, list.archive().post(number)).ifPresent(posts::add);
        }
        if (posts.isEmpty()) {
            lastDigest.overwrite(plan.withoutIssue().text());
            return;
        }
        Relay relay = Relay.of(list);
        Optional<String> trouble = work.settings().relays().troubleOf(relay);
        if (trouble.isPresent() || work.isStopped()) {
            work.report().note("digest " + plan.next().issue() + " waits: " + trouble.orElse("the run ends early"));
            return;
        }
        Path digest = new DigestDraft(work, plan, posts).write();
        deliver(work, lastDigest, plan, digest, relay);
    }

    private static void deliver(Work work, LockedFile lastDigest, DigestPlan plan, Path digest, Relay relay)
            throws IOException {
        MailingList list = work.list();
        DeliveryReport report;
        try (Delivery delivery = prepare(work, plan, digest, relay)) {
            lastDigest.overwrite(plan.next().text());
            report = delivery.deliver();
        }
        list.syslog().info("digest " + plan.next().issue() + " of posts " + plan.range() + ": " + report);
        work.report().count(Count.DIGESTS, 1);
        work.report().count(Count.WAITING, report.waiting());
    }

    private static Delivery prepare(Work work, DigestPlan plan, Path digest, Relay relay) throws IOException {
        try {
            return new DigestMail(work.list(), relay, work.settings().stop())
                    .prepare(digest, plan.next().issue());
        } catch (IOException e) {
            // Without a journal nobody sends it; the next run makes it anew.
            work.list().queue().delete(digest);
            throw e;
        }
    }

    /**
     * Up to which number every post is in the archive or will never be. Posts of the original come there only when everybody has
     * them; a number that is higher than all in the archive may belong to such a one while the index is young.
     */
    private static long complete(Work work) throws IOException {
        Path index = work.list().directory().path().resolve("index");
        boolean isYoung = !work.isOlder(Files.getLastModifiedTime(index).toInstant(), Lifetime.IN_FLIGHT);
        return isYoung ? work.list().archive().highest() : Long.MAX_VALUE;
    }
}
