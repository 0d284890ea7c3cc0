package org.jmlmmj.core.subscriber;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * Walks through every line of a subscriber folder, one at a time and without keeping any: a list may have a million
 * subscribers. Lines are handed out without line end and surrounding white space; blank ones are passed over (spec 01 §7.1). What
 * cannot be read to its end is an error: that often passes, and until then a mail can wait, while one that went out without some
 * of the subscribers is lost for them. Not thread-safe.
 */
public final class SubscriberLines implements Closeable {
    /** Opens the next file; a file that is gone meanwhile gives an empty one. */
    interface Opener {
        LineReader open(Path file) throws IOException;
    }

    private final Iterator<Path> files;
    private final Opener opener;
    private LineReader reader = LineReader.empty();
    private Path file;

    SubscriberLines(Path folder, List<Path> files, Opener opener) {
        this.files = files.iterator();
        this.opener = opener;
        this.file = folder;
    }

    /**
     * The lines of one file, for example recipients that a caller names.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    public static SubscriberLines of(Path file) throws IOException {
        return of(file, Files.newInputStream(file));
    }

    /**
     * The lines of a stream.
     *
     * @param name what the stream is called
     * @param in is closed with the lines
     */
    public static SubscriberLines of(Path name, InputStream in) {
        LineReader reader = new LineReader(in, SubscriberFile.BUFFER_OCTETS);
        return new SubscriberLines(name, List.of(name), path -> reader);
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
        return reader.text();
    }

    /** Writes the line as octets, ended by LF, without making a copy of it. */
    public void writeTo(OutputStream out) throws IOException {
        reader.writeTo(out);
    }

    /** Whether the line is among those chosen. */
    boolean isPicked(LineCopy.Choice choice) {
        return choice.picks(reader);
    }

    /** The number that the line has as an address of a set; -1 if it is none of them. */
    int indexIn(AddressSet addresses) {
        return reader.indexIn(addresses);
    }

    /** Adds the line to a set, if it can be an address. */
    void addTo(AddressSet addresses) {
        reader.addTo(addresses);
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
