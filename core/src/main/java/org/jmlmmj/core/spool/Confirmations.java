package org.jmlmmj.core.spool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jmlmmj.core.address.EmailAddress;

/**
 * {@code subconf/} or {@code unsubconf/}: wishes to join or leave that wait for the address to confirm them (spec 01 §8.7).
 * Each is a file named by its cookie with the address in its first line; what is to be left may stand in the second, which
 * the original's programs do not read (spec 07 §5.2). Thread-safe.
 */
public final class Confirmations {
    private final RequestFolder folder;
    private final DurableFiles files;

    /** The folder of the list whose files are given. */
    public Confirmations(Path folder, DurableFiles files) {
        this.folder = new RequestFolder(folder, "", 1);
        this.files = files;
    }

    /**
     * Stores a new request and returns its cookie; it is on disk before this returns.
     *
     * @param since the age it begins with
     */
    public Cookie create(EmailAddress address, String detail, Instant since) throws IOException {
        String content = address.lowerCase().value() + (detail.isEmpty() ? "" : "\n" + detail + "\n");
        try (Draft draft = files.draft()) {
            draft.write(content.getBytes(StandardCharsets.UTF_8));
            RequestFile.setAge(draft.path(), since);
            return folder.publish(draft);
        }
    }

    /** Gives a request a new age; does nothing if it is gone. */
    public void renew(Cookie cookie, Instant since) throws IOException {
        folder.renew(cookie, since);
    }

    /** The request with this cookie; empty if there is none or its file holds no address. */
    public Optional<PendingRequest> find(Cookie cookie) throws IOException {
        return folder.find(cookie);
    }

    /** The requests of an address, the newest first. */
    public List<PendingRequest> of(EmailAddress address) throws IOException {
        List<PendingRequest> found = new ArrayList<>();
        folder.read(file -> RequestFile.read(file, address), found::add);
        found.sort(PendingRequest.NEWEST_FIRST);
        return found;
    }

    /** Every request that waits, the newest first. */
    public List<PendingRequest> all() throws IOException {
        List<PendingRequest> found = new ArrayList<>();
        each(found::add);
        found.sort(PendingRequest.NEWEST_FIRST);
        return found;
    }

    /** Hands over every request that waits, in no order. */
    public void each(Consumer<PendingRequest> reader) throws IOException {
        folder.read(RequestFile::read, reader);
    }

    /** Deletes a request that is confirmed, outdated or came back. Returns whether it was there. */
    public boolean delete(Cookie cookie) throws IOException {
        return files.delete(folder.file(cookie));
    }
}
