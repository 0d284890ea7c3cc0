package org.jmlmmj.core.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/**
 * {@code index}: the number of the last post that was given one (spec 01 §8.10). A number is given out once, whatever happens
 * to the post. Thread-safe, also between processes.
 */
public final class Index {
    private static final int MOST_OCTETS = 64;
    /** So many digits always fit a long, with room to count on. */
    private static final int MOST_DIGITS = 18;

    private final Path file;
    private final Archive archive;
    private final DurableFiles files;
    private final Consumer<String> warnings;

    /**
     * @param file the file {@code index}
     * @param archive where to go on if the file is unusable
     * @param warnings who is told then
     */
    public Index(Path file, Archive archive, DurableFiles files, Consumer<String> warnings) {
        this.file = file;
        this.archive = archive;
        this.files = files;
        this.warnings = warnings;
    }

    /**
     * Gives out the next number; it is on disk before this returns.
     *
     * @param taken numbers to pass over, because an archived or waiting post has them (spec 01 §8.11)
     */
    public long next(LongPredicate taken) throws IOException {
        try (LockedFile locked = LockedFile.open(file, path -> files.openOrCreate(path, StandardOpenOption.READ))) {
            long next = Math.addExact(last(locked.channel()), 1);
            while (taken.test(next)) {
                next = Math.addExact(next, 1);
            }
            locked.overwrite(Long.toString(next));
            return next;
        }
    }

    /** The number given out last; 0 if there is none yet. A file without a number counts as in {@link #next}. */
    public long last() throws IOException {
        // Locked, or a number could be read while it is written, or another thread's lock be given away.
        try (LockedFile locked = LockedFile.open(file, path -> files.openOrCreate(path, StandardOpenOption.READ))) {
            return last(locked.channel());
        }
    }

    private long last(FileChannel channel) throws IOException {
        String content = read(channel);
        if (content.isEmpty()) {
            return 0;
        }
        int digits = 0;
        while (digits < content.length() && isDigit(content.charAt(digits))) {
            digits++;
        }
        OptionalLong last = number(content.substring(0, digits));
        if (last.isPresent()) {
            return last.getAsLong();
        }
        long highest = archive.highest();
        warnings.accept(file + ": holds no number, going on after " + highest);
        return highest;
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(MOST_OCTETS);
        int n;
        do {
            n = channel.read(buffer, buffer.position());
        } while (n > 0 && buffer.hasRemaining());
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
    }

    /** The number in a text of digits only; 0 if it is none. */
    public static long parse(String text) {
        return text.chars().allMatch(c -> isDigit((char) c)) ? number(text).orElse(0) : 0;
    }

    private static OptionalLong number(String digits) {
        int zeros = 0;
        while (zeros < digits.length() && digits.charAt(zeros) == '0') {
            zeros++;
        }
        int significant = digits.length() - zeros;
        if (digits.isEmpty() || significant > MOST_DIGITS) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(significant == 0 ? 0 : Long.parseLong(digits.substring(zeros)));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
