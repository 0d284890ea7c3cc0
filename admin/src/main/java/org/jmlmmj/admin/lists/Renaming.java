package org.jmlmmj.admin.lists;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jmlmmj.admin.profile.ControlContent;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.spool.DurableFiles;

/**
 * The files of a list that gets another address: its own address in two control files, then the place of its folder. For one
 * thread.
 */
final class Renaming {
    private final ListPlaces places;
    private final EmailAddress list;
    private final EmailAddress renamed;

    Renaming(ListPlaces places, EmailAddress list, EmailAddress renamed) {
        this.places = places;
        this.list = list;
        this.renamed = renamed;
    }

    void move() throws RequestException, IOException {
        ListDirectory directory = places.directory(list);
        write(directory.path(), directory.files(), list, renamed);
        boolean moved = false;
        try {
            FolderMove.move(places.folder(list), places.folder(renamed));
            moved = true;
        } finally {
            if (!moved) {
                write(directory.path(), directory.files(), renamed, list);
            }
        }
    }

    void moveBack() throws IOException {
        FolderMove.move(places.folder(renamed), places.folder(list));
        try {
            ListDirectory directory = places.directory(list);
            write(directory.path(), directory.files(), renamed, list);
        } catch (RequestException e) {
            throw new IOException("the list vanished while it was renamed", e);
        }
    }

    /** Every mention of the address in the files that name the list to others. */
    private static void write(Path folder, DurableFiles files, EmailAddress from, EmailAddress to) throws IOException {
        for (String name : List.of("customheaders", "listaddress")) {
            Path file = folder.resolve("control").resolve(name);
            Optional<byte[]> octets = ControlContent.read(file);
            if (octets.isEmpty()) {
                continue;
            }
            // Addresses of lists are ASCII; whatever else the file holds stays octet for octet.
            String before = new String(octets.get(), ISO_8859_1);
            String after = before.replaceAll("(?i)" + Pattern.quote(from.value()), to.value())
                    .replaceAll(
                            "(?i)" + Pattern.quote(from.local() + "+") + "(subscribe|unsubscribe)"
                                    + Pattern.quote("@" + from.domain()),
                            to.local() + "+$1@" + to.domain());
            if (!after.equals(before)) {
                files.replace(file, after.getBytes(ISO_8859_1));
            }
        }
    }
}
