package org.jmlmmj.maintd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.spool.Draft;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.LockedFile;
import org.jmlmmj.core.spool.ParkedMail;

/**
 * Writes the {@code Reply-To:} of a mail that the original parked into the mail, where ours have it: the original keeps it in a side
 * file and adds it while it sends (spec 03 §7.4). Stateless, so thread-safe.
 */
final class ReplyToLine {
    private ReplyToLine() {}

    /** The mail as it can be sent; the same one if it needs no change or somebody holds it. */
    static ParkedMail put(MailingList list, ParkedMail mail) throws IOException {
        if (mail.replyTo().isEmpty()) {
            return mail;
        }
        byte[] line = ("Reply-To: " + mail.replyTo().get() + "\n").getBytes(StandardCharsets.UTF_8);
        Optional<LockedFile> locked = LockedFile.tryOpen(mail.file(), DurableFiles::openExisting);
        if (locked.isEmpty()) {
            return mail;
        }
        Path side = mail.file().resolveSibling(mail.file().getFileName() + ".reply-to");
        try (LockedFile held = locked.get()) {
            // A run that died before it deleted the side file has put the line there.
            if (!beginsWith(held, line)) {
                replace(list, held, line);
            }
            list.files().delete(side);
        }
        return new ParkedMail(mail.file(), mail.sender(), mail.recipient(), Optional.empty());
    }

    private static boolean beginsWith(LockedFile mail, byte[] line) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(line.length);
        int n = 0;
        while (start.hasRemaining() && n >= 0) {
            n = mail.channel().read(start, start.position());
        }
        return !start.hasRemaining() && start.flip().equals(ByteBuffer.wrap(line));
    }

    /** The age of the mail stays, by which it will be given up. */
    private static void replace(MailingList list, LockedFile mail, byte[] line) throws IOException {
        FileTime since = Files.getLastModifiedTime(mail.path());
        try (Draft draft = list.files().draft()) {
            draft.write(line);
            draft.copy(mail.channel());
            Files.setLastModifiedTime(draft.path(), since);
            draft.replace(mail.path());
        }
    }
}
