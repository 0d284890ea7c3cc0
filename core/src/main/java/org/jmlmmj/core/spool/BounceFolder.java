package org.jmlmmj.core.spool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;

/**
 * {@code bounce/}: what came back from whom (spec 01 §8.8, 05 §2). Each address has a file {@code USER=HOST} with one {@link
 * BounceLine} per bounce, the oldest first; {@code USER=HOST.lastmsg}, the mail that came back last; and {@code
 * USER=HOST-probe}, which says that a probe is on its way. Only bounces of subscribed addresses belong here; the caller checks.
 * Thread-safe, also between processes.
 */
public final class BounceFolder {
    private static final String RECORD = "";
    private static final String PROBE = BounceNames.PROBE;
    private static final String LAST = BounceNames.LAST;

    /** The same mail that comes back twice is one bounce. */
    private static final Duration SAME_BOUNCE = Duration.ofHours(1);

    private static final int MOST_LINE = 2048;

    private final Path folder;
    private final DurableFiles files;
    private final BounceNames names;

    /** The folder of the list whose files are given. */
    public BounceFolder(Path folder, DurableFiles files) {
        this.folder = folder;
        this.files = files;
        this.names = new BounceNames(folder);
    }

    /**
     * Records one bounce; it is on disk before this returns.
     *
     * @param address whose mail came back
     * @param ident index of the post, or another word from the bounce address
     * @param time when, in the zone the line is to show
     * @param reason why, for the owner to read; any text, may be empty
     * @return false if the last line tells of the same bounce already
     * @throws IOException also if the address cannot be a file name
     */
    public boolean record(EmailAddress address, String ident, ZonedDateTime time, String reason) throws IOException {
        BounceLine line = BounceLine.of(ident, time, reason);
        Path file = file(address);
        files.folder(folder);
        // openOrCreate refuses symbolic links, as a local user could point one to any file of the list's owner.
        try (LockedFile locked = LockedFile.open(file, path -> files.openOrCreate(path, StandardOpenOption.READ))) {
            if (last(locked.channel()).filter(before -> isSame(before, line)).isPresent()) {
                return false;
            }
            locked.append(line.text());
            locked.channel().force(true);
            return true;
        }
    }

    private static boolean isSame(BounceLine before, BounceLine line) {
        long seconds = Math.abs(Math.subtractExact(line.epochSecond(), before.epochSecond()));
        return before.ident().equals(line.ident()) && seconds < SAME_BOUNCE.toSeconds();
    }

    private static Optional<BounceLine> last(FileChannel channel) throws IOException {
        ByteBuffer tail = ByteBuffer.allocate(MOST_LINE);
        long from = Math.max(0, channel.size() - MOST_LINE);
        int n;
        do {
            n = channel.read(tail, from + tail.position());
        } while (n > 0 && tail.hasRemaining());
        String text = new String(tail.array(), 0, tail.position(), StandardCharsets.UTF_8);
        String lines = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return BounceLine.parse(lines.substring(lines.lastIndexOf('\n') + 1));
    }

    /**
     * The record of an address.
     *
     * @throws IOException if the address would lead out of the folder, hide its file, or share the record of another one
     */
    public Path file(EmailAddress address) throws IOException {
        return side(address, RECORD);
    }

    private Path side(EmailAddress address, String ending) throws IOException {
        return names.file(address, ending)
                .orElseThrow(() -> new IOException(address + ": cannot be the name of a bounce record"));
    }

    /**
     * The first line of an address's record: its oldest bounce.
     *
     * @return the line, empty text if the file holds nothing; empty if there is no record
     */
    public Optional<String> firstLine(EmailAddress address) throws IOException {
        // Octet by octet one character, as reasons of other programs may be in any charset.
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(PlainFile.read(file(address)), StandardCharsets.ISO_8859_1))) {
            return Optional.of(Objects.requireNonNullElse(lines.readLine(), ""));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Keeps the mail that came back, in place of the one before: the same file under another name, or a copy.
     *
     * @param mail where it lies; it stays there
     * @param content the same file, opened by its holder, as a second opening would give its lock away
     */
    public void keep(EmailAddress address, Path mail, FileChannel content) throws IOException {
        Path target = side(address, LAST);
        files.folder(folder);
        Path temporary = folder.resolveSibling(DurableFiles.TEMPORARY_PREFIX + files.newName());
        files.linkOrCopy(mail, content, temporary);
        files.moveOver(temporary, target);
        // Still there if both are the same file already, as after a crash: rename(2) does nothing then.
        files.delete(temporary);
    }

    /** When the probe that is on its way was sent; empty if none is. A time nobody can read is that of the file. */
    public Optional<Instant> probeTime(EmailAddress address) throws IOException {
        Path file = side(address, PROBE);
        try {
            String content = PlainFile.readText(file).strip();
            Optional<Instant> time = BounceLine.parse(
                            ":" + content.lines().findFirst().orElse("") + "#")
                    .map(line -> Instant.ofEpochSecond(line.epochSecond()));
            return Optional.of(
                    time.isPresent()
                            ? time.get()
                            : Files.getLastModifiedTime(file).toInstant());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Writes down that a probe was sent. */
    public void markProbed(EmailAddress address, Instant time) throws IOException {
        files.replace(side(address, PROBE), Long.toString(time.getEpochSecond()).getBytes(StandardCharsets.US_ASCII));
    }

    /** Forgets the probe, as it came back. Returns whether there was one. */
    public boolean unmarkProbed(EmailAddress address) throws IOException {
        return files.delete(side(address, PROBE));
    }

    /** Forgets everything about an address. */
    public void forget(EmailAddress address) throws IOException {
        // The probe goes last: without it, a record that a crash left behind would count as one whose probe came back.
        for (String ending : List.of(RECORD, LAST, PROBE)) {
            Optional<Path> file = names.file(address, ending);
            if (file.isPresent()) {
                files.delete(file.get());
            }
        }
    }

    /** Every address with a record. */
    public List<EmailAddress> recorded() throws IOException {
        return names.list(RECORD);
    }

    /** Every address to which a probe is on its way. */
    public List<EmailAddress> probed() throws IOException {
        return names.list(PROBE);
    }
}
