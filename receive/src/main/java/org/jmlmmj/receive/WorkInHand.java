package org.jmlmmj.receive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.message.Header;
import org.jmlmmj.core.message.HeaderEdits;
import org.jmlmmj.core.reply.AdminMail;
import org.jmlmmj.core.reply.AdminMailWriter;
import org.jmlmmj.core.reply.ReportedPost;
import org.jmlmmj.core.spool.Draft;
import org.jmlmmj.core.spool.ParkedMail;
import org.jmlmmj.core.spool.RandomNames;

/**
 * One mail while it is acted on: the file in {@code incoming/}, the facts, and what every action does with them. What a mail
 * becomes keeps its name, so that an action that is done again after a crash finds what is there. Not thread-safe.
 */
final class WorkInHand {
    private final MailingList list;
    private final StoredMail stored;
    private final IncomingMail mail;
    private final AdminMailWriter writer;
    private final String name;

    WorkInHand(MailingList list, StoredMail stored, IncomingMail mail, AdminMailWriter writer) {
        this.list = list;
        this.stored = stored;
        this.mail = mail;
        this.writer = writer;
        String own = String.valueOf(stored.path().getFileName());
        this.name = RandomNames.isName(own) ? own : list.files().newName();
    }

    /** The facts about the mail. */
    IncomingMail mail() {
        return mail;
    }

    /** The name that everything made from the mail has. */
    String name() {
        return name;
    }

    /** The mail for log lines. */
    String id() {
        return mail.headers()
                .first("Message-ID")
                .map(Header::text)
                .map(String::strip)
                .orElse("mail without Message-ID");
    }

    /** Writes the mail with other headers to its place. */
    Path put(HeaderEdits edits, Path target) throws IOException {
        try (Draft draft = list.files().draft()) {
            stored.copyTo(
                    draft,
                    edits.apply(mail.headers()),
                    mail.headers().lineEnd(),
                    mail.headers().bodyOffset());
            // An earlier run may have come this far and died before the mail left incoming/; nobody works on its copy.
            draft.publishOrReplace(target);
        }
        return target;
    }

    /** The post as moderators and posters are shown it. */
    ReportedPost report(HeaderEdits edits) {
        return ReportedPost.of(
                mail.author(), mail.headers(), () -> stored.open(edits.apply(mail.headers()), mail.headers()));
    }

    /**
     * Writes answers and parks them in the queue, unless an earlier run did; the last one gets the name of the mail and so tells
     * that all are there.
     */
    List<ParkedMail> park(List<AdminMail> answers) throws IOException {
        Path last = list.queue().mail(name);
        Optional<ParkedMail> earlier = list.queue().parked(last);
        if (earlier.isPresent()) {
            return List.of(earlier.get());
        }
        List<ParkedMail> parked = new ArrayList<>();
        for (AdminMail answer : answers.subList(0, Math.max(0, answers.size() - 1))) {
            parked.addAll(writer.write(answer));
        }
        if (!answers.isEmpty()) {
            parked.addAll(writer.write(answers.get(answers.size() - 1), last));
        }
        return parked;
    }

    /** Removes the file in {@code incoming/}, when the mail has become something else. */
    void finish() throws IOException {
        list.incoming().delete(stored.path());
    }

    /** Puts the mail aside as it came. */
    Path discard() throws IOException {
        return list.queue().discard(stored.path());
    }
}
