package org.jmlmmj.core.spool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jmlmmj.core.address.EmailAddress;

/**
 * {@code moderation/subscribeCOOKIE}: wishes to join that wait for a gatekeeper (spec 01 §8.6). Two lines, the address and a
 * word for the version. Written in the flat form; requests in the sub-folder {@code moderation/subscribe}, as some releases
 * of the original made them, are found too. Thread-safe.
 */
public final class SubscriptionRequests {
    private static final String PREFIX = "subscribe";
    private static final int LINES = 2;

    private final RequestFolder flat;
    private final RequestFolder nested;
    private final DurableFiles files;

    /** The folder {@code moderation} of the list whose files are given. */
    public SubscriptionRequests(Path folder, DurableFiles files) {
        this.flat = new RequestFolder(folder, PREFIX, LINES);
        this.nested = new RequestFolder(folder.resolve(PREFIX), "", LINES);
        this.files = files;
    }

    /**
     * Stores a request; it is on disk before this returns.
     *
     * @param since the age it begins with
     */
    public Cookie create(EmailAddress address, String version, Instant since) throws IOException {
        String content = address.lowerCase().value() + "\n" + version + "\n";
        try (Draft draft = files.draft()) {
            draft.write(content.getBytes(StandardCharsets.UTF_8));
            RequestFile.setAge(draft.path(), since);
            return flat.publish(draft);
        }
    }

    /** Gives a request a new age; does nothing if it is gone. */
    public void renew(Cookie cookie, Instant since) throws IOException {
        flat.renew(cookie, since);
        nested.renew(cookie, since);
    }

    /** The request with this cookie; empty if there is none or its file makes no sense. */
    public Optional<PendingRequest> find(Cookie cookie) throws IOException {
        Optional<PendingRequest> found = nested.find(cookie);
        return found.isPresent() ? found : flat.find(cookie);
    }

    /** The requests of an address, the newest first. */
    public List<PendingRequest> of(EmailAddress address) throws IOException {
        List<PendingRequest> found = new ArrayList<>();
        read(file -> RequestFile.read(file, address), found::add);
        found.sort(PendingRequest.NEWEST_FIRST);
        return found;
    }

    /** Hands over every request that waits, in no order. */
    public void each(Consumer<PendingRequest> reader) throws IOException {
        read(RequestFile::read, reader);
    }

    private void read(RequestFile.Reader reader, Consumer<PendingRequest> found) throws IOException {
        flat.read(reader, found);
        try {
            nested.read(reader, found);
        } catch (NotDirectoryException e) {
            // A file of that name is no request.
            return;
        }
    }

    /** Deletes a request that is decided. Returns whether it was there. */
    public boolean delete(Cookie cookie) throws IOException {
        boolean wasFlat = files.delete(flat.file(cookie));
        return files.delete(nested.file(cookie)) || wasFlat;
    }
}
