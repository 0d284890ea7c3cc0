package org.jmlmmj.maintd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.spool.Cookie;
import org.jmlmmj.core.spool.LockedFile;
import org.jmlmmj.send.DeliveryRecovery;
import org.jmlmmj.send.ListPost;
import org.jmlmmj.send.Relay;

/**
 * Takes up deliveries whose process died. Where there is a journal, recipients that are not marked as served are put where the
 * next tasks find them (spec 03 §10.2). A released post without one, as the original leaves it behind, is sent to everybody
 * (spec 01 §8.5): some may have it already, but nobody knows who.
 */
record BrokenDeliveries() implements Task {
    private static final String SENDING = ".sending";

    @Override
    public String name() {
        return "recover_deliveries";
    }

    @Override
    public boolean isOriginal() {
        return false;
    }

    @Override
    public void run(Work work) throws IOException {
        int ended = new DeliveryRecovery(work.list()).run();
        work.report().count(Count.RECOVERED, ended);
        if (ended > 0) {
            work.report()
                    .note("deliveries that broke off: " + ended + ", the rest of their recipients is served below");
        }
        FolderWalk.through(work.list().directory(), "moderation")
                .only(name -> name.endsWith(SENDING))
                .each(
                        entry -> {
                            if (!work.isStopped()) {
                                resume(work, entry);
                            }
                        },
                        work.report()::trouble);
    }

    private static void resume(Work work, FolderWalk.Entry entry) throws IOException {
        Path post = entry.path();
        if (!isLeftBehind(work, post)) {
            return;
        }
        Relay relay = Relay.of(work.list());
        if (work.settings().relays().troubleOf(relay).isPresent()) {
            // It is as safe here as anywhere, and its journal would be one more thing to recover.
            return;
        }
        String name = entry.name();
        Optional<Cookie> cookie = Cookie.parse(name.substring(0, name.length() - SENDING.length()));
        Optional<EmailAddress> omit =
                cookie.isPresent() ? work.list().moderation().poster(cookie.get()) : Optional.empty();
        work.report().note("moderation/" + name + ": the release broke off, sent now");
        try {
            // Released by the original it is as old as when it was held, and would be given up at the first failure
            // (spec 04 §8).
            Files.setLastModifiedTime(post, FileTime.from(work.now()));
            new ListPost(work.list(), relay, work.settings().stop()).send(post, omit);
        } catch (NoSuchFileException e) {
            if (Files.exists(post)) {
                throw e;
            }
            // Whoever held it meanwhile has sent it.
            return;
        }
        if (cookie.isPresent()) {
            work.list().moderation().forgetPoster(cookie.get());
        }
        work.report().count(Count.RECOVERED, 1);
    }

    /**
     * Whether nobody works on a released post. Between its new name and the lock there is a moment; the name is as old as the
     * inode's last change, which no program can set.
     */
    private static boolean isLeftBehind(Work work, Path post) throws IOException {
        boolean isFile = Files.isRegularFile(post, LinkOption.NOFOLLOW_LINKS);
        return isFile
                && Files.getAttribute(post, "unix:ctime", LinkOption.NOFOLLOW_LINKS) instanceof FileTime changed
                && work.isOlder(changed.toInstant(), Lifetime.LEFT_BEHIND)
                && !LockedFile.isHeld(post);
    }
}
