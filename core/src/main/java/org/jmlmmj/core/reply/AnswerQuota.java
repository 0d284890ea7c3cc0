package org.jmlmmj.core.reply;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jmlmmj.core.address.Ascii;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.spool.LockedFile;

/**
 * Counts automatic answers, so that an address gets no more than {@code control/maxanswers} of them within any hour (spec 02 §9).
 * Anybody can write in somebody else's name; without this a list would pass every such mail on to its victim.
 *
 * <p>The state is {@code .answers} in the list directory, where no other program looks (spec 01 §10): records of a digest of the
 * address and the time, in no order. Those older than an hour are overwritten, and if all are, the file begins anew. It never
 * holds more than {@value #MOST_RECORDS} of the last hour: who needs more is under attack and answers nobody for a while. The file is
 * not synced, as a power cut that costs counts does no harm. Thread-safe, also between processes.
 */
public final class AnswerQuota {
    static final int MOST_RECORDS = 16_384;
    static final int RECORD_OCTETS = 16;

    private static final Duration PERIOD = Duration.ofHours(1);

    private final MailingList list;
    private final Path file;

    /** The quota of everybody on a list. */
    public AnswerQuota(MailingList list) {
        this.list = list;
        this.file = list.directory().path().resolve(".answers");
    }

    /**
     * Counts one answer to an address.
     *
     * @return whether it may be sent; if not, that is in the log
     * @throws IOException if it cannot be counted, and then it must not be sent
     */
    public boolean take(EmailAddress address) throws IOException {
        long most = list.tunables().get(Tunable.MAXANSWERS);
        if (most == 0) {
            return true;
        }
        try (LockedFile locked =
                LockedFile.open(file, path -> list.files().openOrCreate(path, StandardOpenOption.READ))) {
            return take(locked.channel(), address, most);
        }
    }

    private boolean take(FileChannel channel, EmailAddress address, long most) throws IOException {
        long now = list.clock().millis();
        Tally tally = Tally.of(read(channel), digest(person(address)), now);
        if (tally.own() >= most) {
            return refuse(address, "got " + most + " answers within an hour");
        }
        if (tally.free() >= MOST_RECORDS) {
            return refuse(address, "is the next after " + MOST_RECORDS + " answers within an hour");
        }
        if (tally.recent() == 0) {
            channel.truncate(0);
        }
        int place = tally.recent() == 0 ? 0 : tally.free();
        write(channel, place, tally.digest(), now);
        return true;
    }

    private boolean refuse(EmailAddress address, String why) {
        list.syslog().warning(list.directory().path() + ": " + address + " " + why + "; it gets none for this mail");
        return false;
    }

    private static ByteBuffer read(FileChannel channel) throws IOException {
        long octets = Math.min(channel.size(), (long) MOST_RECORDS * RECORD_OCTETS);
        ByteBuffer records = ByteBuffer.allocate((int) octets);
        int n;
        do {
            n = channel.read(records, records.position());
        } while (n >= 0 && records.hasRemaining());
        return records.flip();
    }

    private static void write(FileChannel channel, int place, long digest, long now) throws IOException {
        ByteBuffer octets =
                ByteBuffer.allocate(RECORD_OCTETS).putLong(digest).putLong(now).flip();
        long start = (long) place * RECORD_OCTETS;
        while (octets.hasRemaining()) {
            channel.write(octets, start + octets.position());
        }
    }

    /** Mail to {@code ann+anything} reaches ann, and there are as many such addresses as an attacker likes. */
    private static String person(EmailAddress address) {
        String local = address.local();
        int plus = local.indexOf('+');
        return Ascii.lowerCase((plus > 0 ? local.substring(0, plus) : local) + "@" + address.domain());
    }

    /** FNV-1a: a collision takes two people for one, at worst one of them gets no answer; making one on purpose gains nothing. */
    private static long digest(String person) {
        long digest = 0xcbf29ce484222325L;
        for (byte octet : person.getBytes(StandardCharsets.UTF_8)) {
            digest = (digest ^ (octet & 0xff)) * 0x100000001b3L;
        }
        return digest;
    }

    /**
     * What the records say.
     *
     * @param digest whose answers are counted
     * @param own how many of them are of the last hour
     * @param recent how many records of anybody are
     * @param free the first place for a new record
     */
    private record Tally(long digest, long own, int recent, int free) {
        static Tally of(ByteBuffer records, long digest, long now) {
            long own = 0;
            int recent = 0;
            int free = -1;
            int count = records.remaining() / RECORD_OCTETS;
            for (int i = 0; i < count; i++) {
                long owner = records.getLong();
                boolean isRecent = isRecent(records.getLong(), now);
                recent += isRecent ? 1 : 0;
                own += isRecent && owner == digest ? 1 : 0;
                free = free < 0 && !isRecent ? i : free;
            }
            return new Tally(digest, own, recent, free < 0 ? count : free);
        }

        /** A time in the future is that of a clock which was put right since; it must not count for ever. */
        private static boolean isRecent(long time, long now) {
            return Math.abs(now - time) < PERIOD.toMillis();
        }
    }
}
