package org.jmlmmj.core.subscriber;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * Walks through every line of a subscriber folder, one at a time and without keeping any: a list may have a million
 * subscribers. Lines are handed out as octets without line end and surrounding white space; blank ones are passed over (spec
 * 01 §7.1). Not thread-safe.
 */
public final class SubscriberLines implements Closeable {
    /** Longest line that is looked at; anything longer is no address and is cut here. */
    static final int MOST_OCTETS = 1024;

    /** Opens the next file; a file that is gone meanwhile gives an empty one. */
    interface Opener {
        LineReader open(Path file) throws IOException;
    }

    private final Iterator<Path> files;
    private final Opener opener;
    private LineReader reader;
    private Path file;

    SubscriberLines(Path folder, List<Path> files, Opener opener) {
        this.files = files.iterator();
        this.opener = opener;
        this.reader = LineReader.EMPTY;
        this.file = folder;
    }

    /**
     * The lines of one file, for example recipients that a caller names.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    public static SubscriberLines of(Path file) throws IOException {
        LineReader reader = new LineReader(Files.newInputStream(file), SubscriberFolder.BUFFER_OCTETS);
        return new SubscriberLines(file, List.of(file), path -> reader);
    }

    /** Goes to the next line that is not blank; false at the end of the last file. */
    public boolean next() throws IOException {
        while (!reader.next()) {
            if (!files.hasNext()) {
                return false;
            }
            reader.close();
            file = files.next();
            reader = opener.open(file);
        }
        return true;
    }

    /** The line as text; octets that are no UTF-8 become U+FFFD, which no valid address holds. */
    public String line() {
        return new String(reader.buffer(), reader.start(), reader.end() - reader.start(), StandardCharsets.UTF_8);
    }

    /** Whether the line is this address, given in lower case as octets, when A–Z and a–z count as the same. */
    boolean is(byte[] address) {
        int length = reader.end() - reader.start();
        if (length != address.length) {
            return false;
        }
        byte[] buffer = reader.buffer();
        for (int i = 0; i < length; i++) {
            byte b = buffer[reader.start() + i];
            if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != address[i]) {
                return false;
            }
        }
        return true;
    }

    /** Writes the line as octets, ended by LF, without making a copy of it. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(reader.buffer(), reader.start(), reader.end() - reader.start());
        out.write('\n');
    }

    /** The file the line stands in. */
    public Path file() {
        return file;
    }

    /** The line's number in its file, from 1. */
    public long number() {
        return reader.number();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
