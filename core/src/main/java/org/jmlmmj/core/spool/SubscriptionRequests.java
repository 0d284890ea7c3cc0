package org.jmlmmj.core.spool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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

    private final Path folder;
    private final DurableFiles files;

    /** The folder {@code moderation} of the list whose files are given. */
    public SubscriptionRequests(Path folder, DurableFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /**
     * A request that waits.
     *
     * @param cookie its secret
     * @param address who wants to join
     * @param version the second line, for example {@code SUB_DIGEST}
     * @param since when it was made, or when its mails were written if the maker said so
     */
    public record Waiting(Cookie cookie, EmailAddress address, String version, Instant since) {
        /** The order in which requests of an address are told. */
        public static final Comparator<Waiting> NEWEST_FIRST =
                Comparator.comparing(Waiting::since).reversed();
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
            Path file = draft.publishIn(folder, PREFIX);
            return new Cookie(String.valueOf(file.getFileName()).substring(PREFIX.length()));
        }
    }

    /** Gives a request a new age; does nothing if it is gone. */
    public void renew(Cookie cookie, Instant since) throws IOException {
        RequestFile.setAge(flat(cookie), since);
        RequestFile.setAge(nested(cookie), since);
    }

    /** The request with this cookie; empty if there is none or its file makes no sense. */
    public Optional<Waiting> find(Cookie cookie) throws IOException {
        Optional<RequestFile> nested = RequestFile.read(nested(cookie));
        Optional<RequestFile> found = nested.isPresent() ? nested : RequestFile.read(flat(cookie));
        return found.flatMap(request -> waiting(cookie, request));
    }

    private static Optional<Waiting> waiting(Cookie cookie, RequestFile request) {
        return request.lines() < 2
                ? Optional.empty()
                : Optional.of(new Waiting(cookie, request.address(), request.detail(), request.since()));
    }

    /** The requests of an address, the newest first. */
    public List<Waiting> of(EmailAddress address) throws IOException {
        List<Waiting> found = new ArrayList<>();
        read(file -> RequestFile.read(file, address), found::add);
        found.sort(Waiting.NEWEST_FIRST);
        return found;
    }

    /** Hands over every request that waits, in no order. */
    public void each(Consumer<Waiting> reader) throws IOException {
        read(RequestFile::read, reader);
    }

    private void read(RequestFile.Reader reader, Consumer<Waiting> found) throws IOException {
        read(folder, PREFIX, reader, found);
        read(folder.resolve(PREFIX), "", reader, found);
    }

    private static void read(Path folder, String prefix, RequestFile.Reader reader, Consumer<Waiting> found)
            throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, prefix + "*")) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                Optional<Cookie> cookie = Cookie.parse(name.substring(prefix.length()));
                if (cookie.isPresent()) {
                    reader.read(entry)
                            .flatMap(request -> waiting(cookie.get(), request))
                            .ifPresent(found);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // No folder, no requests.
            return;
        }
    }

    /** Deletes a request that is decided. Returns whether it was there. */
    public boolean delete(Cookie cookie) throws IOException {
        boolean flat = files.delete(flat(cookie));
        return files.delete(nested(cookie)) || flat;
    }

    private Path flat(Cookie cookie) {
        return folder.resolve(PREFIX + cookie.value());
    }

    private Path nested(Cookie cookie) {
        return folder.resolve(PREFIX).resolve(cookie.value());
    }
}
