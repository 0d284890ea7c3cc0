package org.jmlmmj.send;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.InvalidAddressException;
import org.jmlmmj.core.spool.LockedFile;
import org.jmlmmj.core.spool.PlainFile;
import org.jmlmmj.send.smtp.Recipient;

/**
 * What a delivery has to do and has done, on disk, so that nobody is forgotten whatever happens (spec 03 §10.2). The process that
 * delivers holds a lock on it; a journal that can be locked belongs to a dead process.
 *
 * <p>A text file: first line, plan, empty line; one recipient per line, empty line; then one mark per recipient that is settled,
 * the number of the recipient followed by {@code +} (done) or {@code -} (failed, to be tried again). The sign comes last, so
 * that a mark of which only the beginning reached the disk counts as none. Marks are synced in groups, see {@link FanOut}; the
 * recipients of a group that was not may get the mail twice after a crash. Not thread-safe.
 */
final class DeliveryJournal implements Closeable {
    static final String FIRST_LINE = "jmlmmj delivery 1";

    /** How journals of mails are called that belong to no post; they lie in the list directory. */
    static final String PREFIX = ".sending-";

    private static final int MOST_DIGITS = 10;

    private final LockedFile file;
    private final DeliveryPlan plan;
    private final long count;
    private final BitSet done = new BitSet();
    private final BitSet failed = new BitSet();
    private final StringBuilder marks = new StringBuilder();

    DeliveryJournal(LockedFile file, DeliveryPlan plan, long count) {
        this.file = file;
        this.plan = plan;
        this.count = count;
    }

    /**
     * Reads the journal of a dead process.
     *
     * @param file belongs to the result; closed if there is none
     * @throws IOException also if it is no journal
     */
    static DeliveryJournal read(LockedFile file) throws IOException {
        try {
            return parse(file);
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    private static DeliveryJournal parse(LockedFile file) throws IOException {
        BufferedReader reader = reader(file);
        if (!FIRST_LINE.equals(reader.readLine())) {
            throw new IOException(file.path() + ": is no journal of a delivery");
        }
        List<String> plan = readBlock(reader);
        long count = 0;
        for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
            count++;
        }
        DeliveryJournal journal = new DeliveryJournal(file, DeliveryPlan.parse(plan), count);
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            journal.take(line);
        }
        return journal;
    }

    /** The plan of a journal, whoever works with it; empty if there is none any more, or it is damaged. */
    static Optional<DeliveryPlan> readPlan(Path journal) throws IOException {
        List<String> lines;
        // Unlike a reader from Files this one does not fail on octets that are no UTF-8.
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(PlainFile.read(journal), StandardCharsets.UTF_8))) {
            if (!FIRST_LINE.equals(reader.readLine())) {
                return Optional.empty();
            }
            lines = readBlock(reader);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(DeliveryPlan.parse(lines));
        } catch (IOException e) {
            // Maintenance tells of it. One damaged journal must not stop every other mail of the list.
            return Optional.empty();
        }
    }

    private static List<String> readBlock(BufferedReader reader) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
            lines.add(line);
        }
        return lines;
    }

    private static BufferedReader reader(LockedFile file) {
        return new BufferedReader(new InputStreamReader(new ChannelInput(file.channel()), StandardCharsets.UTF_8));
    }

    /** A mark; what is none is the trace of a crash and ignored. */
    private void take(String mark) {
        int digits = mark.length() - 1;
        if (digits < 1 || digits > MOST_DIGITS || !mark.chars().limit(digits).allMatch(c -> c >= '0' && c <= '9')) {
            return;
        }
        long number = Long.parseLong(mark.substring(0, digits));
        char sign = mark.charAt(digits);
        if (number < count && (sign == '+' || sign == '-')) {
            (sign == '+' ? done : failed).set((int) number);
        }
    }

    /** How the delivery ends. */
    DeliveryPlan plan() {
        return plan;
    }

    /** How many recipients there are. */
    long count() {
        return count;
    }

    /** Begins to read all recipients. */
    Recipients recipients() throws IOException {
        BufferedReader reader = reader(file);
        String line = reader.readLine();
        while (line != null && !line.isEmpty()) {
            line = reader.readLine();
        }
        return new Recipients(reader);
    }

    /** The recipients in the order of their numbers. Not thread-safe. */
    final class Recipients {
        private final BufferedReader reader;
        private long next;

        private Recipients(BufferedReader reader) {
            this.reader = reader;
        }

        /** The next one; empty after the last. */
        Optional<Recipient> next() throws IOException {
            if (next == count) {
                return Optional.empty();
            }
            String line = reader.readLine();
            if (line == null) {
                throw new IOException(file.path() + ": is cut off");
            }
            try {
                return Optional.of(new Recipient(next++, EmailAddress.of(line)));
            } catch (InvalidAddressException e) {
                throw new IOException(file.path() + ": holds what is no address: " + line, e);
            }
        }
    }

    /** The recipient needs nothing more. Lasts from the next {@link #commit} on. */
    void markDone(Recipient recipient) {
        done.set((int) recipient.number());
        marks.append(recipient.number()).append("+\n");
    }

    /** The recipient was tried in vain. Lasts from the next {@link #commit} on. */
    void markFailed(Recipient recipient) {
        failed.set((int) recipient.number());
        marks.append(recipient.number()).append("-\n");
    }

    /** Makes all marks last. */
    void commit() throws IOException {
        if (marks.length() == 0) {
            return;
        }
        ByteBuffer octets = ByteBuffer.wrap(marks.toString().getBytes(StandardCharsets.US_ASCII));
        marks.setLength(0);
        long end = file.channel().size();
        while (octets.hasRemaining()) {
            end += file.channel().write(octets, end);
        }
        file.channel().force(false);
    }

    /** How many recipients are not done. */
    long outstanding() {
        return count - done.cardinality();
    }

    /** Whether the recipient has still to be served and was tried in vain, or not tried at all. */
    boolean isOutstanding(Recipient recipient, boolean tried) {
        int number = (int) recipient.number();
        return !done.get(number) && failed.get(number) == tried;
    }

    /** The file, for whom deletes it. */
    LockedFile file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
