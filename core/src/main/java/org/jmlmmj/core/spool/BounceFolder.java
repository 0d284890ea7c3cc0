package org.jmlmmj.core.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZonedDateTime;
import org.jmlmmj.core.address.BounceAddress;
import org.jmlmmj.core.address.EmailAddress;

/**
 * {@code bounce/}: what came back from whom (spec 01 §8.8). Each address has a file {@code USER=HOST} with one line per bounce,
 * {@code IDENT:EPOCH # CTIME}. Only bounces of subscribed addresses belong here; the caller checks. Thread-safe, also
 * between processes.
 */
public final class BounceFolder {
    private final Path folder;
    private final DurableFiles files;

    /** The folder of the list whose files are given. */
    public BounceFolder(Path folder, DurableFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /**
     * Records one bounce; it is on disk before this returns.
     *
     * @param address whose mail came back
     * @param ident index of the post, or another word from the bounce address
     * @param time when, in the zone the line is to show
     * @throws IOException also if the address cannot be a file name
     */
    public void record(EmailAddress address, String ident, ZonedDateTime time) throws IOException {
        String line = word(ident) + ":" + time.toEpochSecond() + " # " + CTime.format(time) + "\n";
        files.folder(folder);
        // openOrCreate refuses symbolic links, as a local user could point one to any file of the list's owner.
        try (LockedFile locked =
                LockedFile.open(file(address), path -> files.openOrCreate(path, StandardOpenOption.READ))) {
            locked.append(line);
            locked.channel().force(true);
        }
    }

    /** A colon, blank or line end in the identifier, which strangers choose, would forge the time or another record. */
    private static String word(String ident) {
        StringBuilder word = new StringBuilder(ident);
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c <= ' ' || c >= 127 || c == ':' || c == '#') {
                word.setCharAt(i, '_');
            }
        }
        return word.toString();
    }

    /**
     * The record of an address.
     *
     * @throws IOException if the address would lead out of the folder, hide its file, or share the record of another one
     */
    public Path file(EmailAddress address) throws IOException {
        String name = BounceAddress.encodeRecipient(address.lowerCase());
        boolean shared = address.domain().indexOf('=') >= 0;
        if (shared || name.indexOf('/') >= 0 || name.startsWith(".")) {
            throw new IOException(address + ": cannot be the name of a bounce record");
        }
        return folder.resolve(name);
    }
}
