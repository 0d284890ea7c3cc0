package org.jmlmmj.core.list;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jmlmmj.core.spool.Ownership;
import org.jmlmmj.core.spool.ReadPermission;

/**
 * One control file and the ways to read it (spec 01 §5). No comments, no escapes. A file that exists but cannot be read is an
 * error and never counts as missing, because missing often means "open to all". Text is UTF-8, or ISO-8859-1 if it is not
 * valid UTF-8. Immutable and thread-safe; every call reads the file anew.
 */
final class ControlFile {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    /** Some link files to it that are to be empty. */
    private static final Path NOTHING = Path.of("/dev/null");

    private final Path path;
    private final Consumer<String> warnings;

    ControlFile(Path path, Consumer<String> warnings) {
        this.path = path;
        this.warnings = warnings;
    }

    /** Whether the name exists; links are followed, a dangling one is missing. */
    boolean exists() throws IOException {
        try {
            Files.readAttributes(path, BasicFileAttributes.class);
            return true;
        } catch (NoSuchFileException e) {
            Path folder = path.getParent();
            if (folder != null && Files.isRegularFile(folder)) {
                // Newer JDKs say only that the file is missing when its folder is none.
                throw new NotDirectoryException(folder.toString());
            }
            return false;
        }
    }

    /** All octets, unchanged; empty if the file is missing. */
    Optional<byte[]> octets() throws IOException {
        try {
            Path real = path.toRealPath();
            requireReadable(real);
            byte[] octets = read(real);
            // Again, as the file could have been swapped for a link between the check and the reading.
            requireReadable(path.toRealPath());
            return Optional.of(octets);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** A link out of the list must not make root tell what the owner of the list may not read. */
    private void requireReadable(Path real) throws IOException {
        Path control = path.getParent();
        Path list = control == null ? null : control.getParent();
        if (real.equals(path) || list == null || real.startsWith(list.toRealPath())) {
            return;
        }
        new ReadPermission(Ownership.of(list)).require(real);
    }

    private static byte[] read(Path real) throws IOException {
        if (Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
            try (InputStream in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
                return in.readAllBytes();
            }
        }
        if (real.equals(NOTHING)) {
            return new byte[0];
        }
        // Nobody can say how long it would take to read a pipe.
        throw new IOException(real + ": is no file");
    }

    /** The first line without its line end; empty if the file is missing or has no octets. */
    Optional<String> firstLine() throws IOException {
        Optional<byte[]> octets = octets();
        if (octets.isEmpty() || octets.get().length == 0) {
            return Optional.empty();
        }
        byte[] content = octets.get();
        int end = 0;
        while (end < content.length && content[end] != '\n') {
            end++;
        }
        return Optional.of(line(content, 0, end, ControlFile::decode));
    }

    /** Every line that is not empty, in order; empty if the file is missing. */
    Optional<List<String>> lines() throws IOException {
        Optional<byte[]> octets = octets();
        return octets.isEmpty()
                ? Optional.empty()
                : Optional.of(withoutEmpty(split(octets.get(), ControlFile::decode)));
    }

    /**
     * Every line in order, every octet one character (ISO-8859-1); empty lines stay, so that the place of a line is its number
     * in the file. Empty if the file is missing.
     */
    Optional<List<String>> octetLines() throws IOException {
        return octets().map(content ->
                split(content, (octets, from, to) -> new String(octets, from, to - from, StandardCharsets.ISO_8859_1)));
    }

    /** Turns octets from one place until before another into text. */
    private interface Decoder {
        String decode(byte[] octets, int from, int to);
    }

    private static List<String> split(byte[] content, Decoder decoder) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= content.length; i++) {
            if (i == content.length || content[i] == '\n') {
                lines.add(line(content, start, i, decoder));
                start = i + 1;
            }
        }
        return List.copyOf(lines);
    }

    /** Like {@link #lines}, without the white space around each line. */
    Optional<List<String>> entries() throws IOException {
        Optional<List<String>> lines = lines();
        if (lines.isEmpty()) {
            return lines;
        }
        List<String> stripped = new ArrayList<>();
        for (String line : lines.get()) {
            stripped.add(line.strip());
        }
        return Optional.of(withoutEmpty(stripped));
    }

    private static List<String> withoutEmpty(List<String> lines) {
        List<String> kept = new ArrayList<>();
        for (String line : lines) {
            if (!line.isEmpty()) {
                kept.add(line);
            }
        }
        return List.copyOf(kept);
    }

    /**
     * A number within bounds: digits, perhaps with a sign in front and white space around, and after white space anything.
     * Anything else gives a warning and the standard value.
     */
    long number(long standard, long least, long most) throws IOException {
        Optional<String> line = firstLine();
        if (line.isEmpty()) {
            return standard;
        }
        Optional<Long> number = parse(line.get());
        if (number.isEmpty() || number.get() < least || number.get() > most) {
            warnings.accept(path + ": \"" + line.get() + "\" is no number from " + least + " to " + most + ", using "
                    + standard);
            return standard;
        }
        return number.get();
    }

    /** A positive number; 0 and less silently mean the standard value (spec 01 §5.3). */
    long count(long standard) throws IOException {
        long number = number(standard, Long.MIN_VALUE, Long.MAX_VALUE);
        return number > 0 ? number : standard;
    }

    /** The number that the text begins with; empty if there is none or something is glued to it. */
    static Optional<Long> parse(String text) {
        String stripped = text.strip();
        int end = 0;
        while (end < stripped.length() && !Character.isWhitespace(stripped.charAt(end))) {
            if (stripped.charAt(end) > '9') {
                // The digits of other alphabets are numbers to Java and to nobody else who reads the file.
                return Optional.empty();
            }
            end++;
        }
        try {
            return Optional.of(Long.parseLong(stripped.substring(0, end)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String line(byte[] content, int start, int end, Decoder decoder) {
        int from = start == 0 && startsWithMark(content) ? BYTE_ORDER_MARK.length : start;
        if (from < end && content[from] == '\r') {
            // Counts as empty, whatever follows (spec 01 §5.2).
            return "";
        }
        int to = from;
        while (to < end && content[to] != 0) {
            to++;
        }
        while (to > from && content[to - 1] == '\r') {
            to--;
        }
        return decoder.decode(content, from, to);
    }

    private static boolean startsWithMark(byte[] content) {
        for (int i = 0; i < BYTE_ORDER_MARK.length; i++) {
            if (i >= content.length || content[i] != BYTE_ORDER_MARK[i]) {
                return false;
            }
        }
        return true;
    }

    private static String decode(byte[] content, int from, int to) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(content, from, to - from, StandardCharsets.ISO_8859_1);
        }
    }
}
