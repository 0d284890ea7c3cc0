package org.jmlmmj.core.spool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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
    private final Path folder;
    private final DurableFiles files;

    /** The folder of the list whose files are given. */
    public Confirmations(Path folder, DurableFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /**
     * A request that waits.
     *
     * @param cookie its secret
     * @param address who is to confirm it
     * @param detail its second line, empty if it has none
     * @param since when it was made, or when its mail was written if the maker said so
     */
    public record Pending(Cookie cookie, EmailAddress address, String detail, Instant since) {
        /** The order in which requests of an address are told. */
        public static final Comparator<Pending> NEWEST_FIRST =
                Comparator.comparing(Pending::since).reversed();
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
            return new Cookie(String.valueOf(draft.publishIn(folder).getFileName()));
        }
    }

    /** Gives a request a new age; does nothing if it is gone. */
    public void renew(Cookie cookie, Instant since) throws IOException {
        RequestFile.setAge(folder.resolve(cookie.value()), since);
    }

    /** The request with this cookie; empty if there is none or its file holds no address. */
    public Optional<Pending> find(Cookie cookie) throws IOException {
        return RequestFile.read(folder.resolve(cookie.value())).map(request -> pending(cookie, request));
    }

    /** The requests of an address, the newest first. */
    public List<Pending> of(EmailAddress address) throws IOException {
        List<Pending> found = new ArrayList<>();
        read(file -> RequestFile.read(file, address), found::add);
        found.sort(Pending.NEWEST_FIRST);
        return found;
    }

    /** Every request that waits, the newest first. */
    public List<Pending> all() throws IOException {
        List<Pending> found = new ArrayList<>();
        each(found::add);
        found.sort(Pending.NEWEST_FIRST);
        return found;
    }

    /** Hands over every request that waits, in no order. */
    public void each(Consumer<Pending> reader) throws IOException {
        read(RequestFile::read, reader);
    }

    private void read(RequestFile.Reader reader, Consumer<Pending> found) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                Optional<Cookie> cookie = Cookie.parse(String.valueOf(entry.getFileName()));
                if (cookie.isPresent()) {
                    reader.read(entry)
                            .map(request -> pending(cookie.get(), request))
                            .ifPresent(found);
                }
            }
        } catch (NoSuchFileException e) {
            // No folder, no requests.
            return;
        }
    }

    private static Pending pending(Cookie cookie, RequestFile request) {
        return new Pending(cookie, request.address(), request.detail(), request.since());
    }

    /** Deletes a request that is confirmed, outdated or came back. Returns whether it was there. */
    public boolean delete(Cookie cookie) throws IOException {
        return files.delete(folder.resolve(cookie.value()));
    }
}
