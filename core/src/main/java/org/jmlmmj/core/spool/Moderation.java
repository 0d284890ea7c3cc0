package org.jmlmmj.core.spool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;

/**
 * {@code moderation/}: posts that wait for a moderator (spec 01 §8.5). The name of a post is the cookie in the addresses that
 * release and reject it. Thread-safe.
 */
public final class Moderation {
    private final Path folder;
    private final DurableFiles files;

    /** The folder of the list whose files are given. */
    public Moderation(Path folder, DurableFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /** Where the post with this cookie lies, or would lie. */
    public Path post(String cookie) {
        return folder.resolve(cookie);
    }

    /** Notes who will not get the post when it is released, because of {@code control/notmetoo}. */
    public void rememberPoster(String cookie, EmailAddress poster) throws IOException {
        files.replace(omit(cookie), poster.value().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Takes a post out of moderation to send it: it gets the ending {@code .sending}, so that nobody else finds it under its
     * cookie. A post that was taken by a process which died is found again. Its age counts from now on, as it may have waited
     * longer than mails are tried or kept (spec 04 §6, §8).
     *
     * @param now the time
     * @return the post; empty if there is none
     */
    public Optional<Path> take(Cookie cookie, Instant now) throws IOException {
        Path waiting = post(cookie.value());
        Path taken = folder.resolve(cookie.value() + ".sending");
        if (isPost(waiting)) {
            Files.setLastModifiedTime(waiting, FileTime.from(now));
            files.moveOver(waiting, taken);
        }
        return isPost(taken) ? Optional.of(taken) : Optional.empty();
    }

    /** Who does not get the post, as noted when it was held. */
    public Optional<EmailAddress> poster(Cookie cookie) throws IOException {
        try {
            String content = PlainFile.readText(omit(cookie.value()));
            return content.lines().findFirst().flatMap(EmailAddress::parse);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Forgets who does not get a post, when it is on its way. */
    public void forgetPoster(Cookie cookie) throws IOException {
        files.delete(omit(cookie.value()));
    }

    /** Deletes a post that waits, and the note about its poster. Returns whether it was there. */
    public boolean delete(Cookie cookie) throws IOException {
        boolean existed = files.delete(post(cookie.value()));
        forgetPoster(cookie);
        return existed;
    }

    /** No link, as the list's owner could make root send any file by one. */
    private static boolean isPost(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private Path omit(String cookie) {
        return folder.resolve(cookie + ".omit");
    }
}
