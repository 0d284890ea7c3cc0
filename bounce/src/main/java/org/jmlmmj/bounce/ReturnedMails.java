package org.jmlmmj.bounce;

import java.io.IOException;
import java.nio.file.Path;
import org.jmlmmj.core.list.MailingList;

/**
 * Where mails to bounce addresses end. Thread-safe.
 *
 * @param list whose they are
 */
record ReturnedMails(MailingList list) {
    /** Deletes a mail that has done its work. */
    void drop(ReturnedMail mail, String why) throws IOException {
        list.files().delete(mail.path());
        list.syslog().info(id(mail) + why);
    }

    /** Keeps a mail for a week in {@code queue/discarded}, as somebody may want to look at it. */
    void putAside(ReturnedMail mail, String why) throws IOException {
        Path discarded = list.queue().discard(mail.path(), mail.content());
        list.syslog().warning(id(mail) + "put aside as " + discarded + ": " + why);
    }

    private static String id(ReturnedMail mail) {
        return "bounce " + mail.parameter() + " (" + mail.path().getFileName() + "): ";
    }
}
