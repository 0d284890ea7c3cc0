package org.jmlmmj.core.spool;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A folder in which requests wait, each in a file named by its cookie. Immutable and thread-safe.
 *
 * @param prefix how the names begin, before the cookie
 * @param leastLines how many lines a request has at least; files with fewer are passed over
 */
record RequestFolder(Path path, String prefix, int leastLines) {
    /** The file of a request, whether it is there or not. */
    Path file(Cookie cookie) {
        return path.resolve(prefix + cookie.value());
    }

    /** Publishes a request; returns its cookie. */
    Cookie publish(Draft draft) throws IOException {
        String name = String.valueOf(draft.publishIn(path, prefix).getFileName());
        return new Cookie(name.substring(prefix.length()));
    }

    /** Gives a request a new age; does nothing if it is gone. */
    void renew(Cookie cookie, Instant since) throws IOException {
        RequestFile.setAge(file(cookie), since);
    }

    /** The request with this cookie; empty if there is none or its file makes no sense. */
    Optional<PendingRequest> find(Cookie cookie) throws IOException {
        return RequestFile.read(file(cookie)).flatMap(request -> pending(cookie, request));
    }

    /** Hands over the requests that a reader takes, in no order. */
    void read(RequestFile.Reader reader, Consumer<PendingRequest> found) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, prefix + "*")) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                Optional<Cookie> cookie = Cookie.parse(name.substring(prefix.length()));
                if (cookie.isPresent()) {
                    reader.read(entry)
                            .flatMap(request -> pending(cookie.get(), request))
                            .ifPresent(found);
                }
            }
        } catch (NoSuchFileException e) {
            // No folder, no requests.
            return;
        }
    }

    private Optional<PendingRequest> pending(Cookie cookie, RequestFile request) {
        return Optional.of(new PendingRequest(cookie, request.address(), request.detail(), request.since()))
                .filter(pending -> request.lines() >= leastLines);
    }
}
