package org.jmlmmj.receive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.bounce.ReturnedMail;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.message.Footer;
import org.jmlmmj.core.message.FooterInserter;
import org.jmlmmj.core.message.FooterOutcome;
import org.jmlmmj.core.message.Header;
import org.jmlmmj.core.message.HeaderBlock;
import org.jmlmmj.core.message.HeaderEdits;
import org.jmlmmj.core.message.RewrittenMail;
import org.jmlmmj.core.reply.AdminMail;
import org.jmlmmj.core.reply.AdminMailWriter;
import org.jmlmmj.core.reply.Outbox;
import org.jmlmmj.core.reply.ReportedPost;
import org.jmlmmj.core.spool.Draft;
import org.jmlmmj.core.spool.ParkedMail;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.receive.Action.FollowUp;

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

    /** The mail as a post: with the edits of its headers that the list wants, and the footer. */
    RewrittenMail asPost() throws IOException {
        HeaderBlock block = mail.headers();
        List<Header> headers = PostEdits.of(list).apply(block);
        Optional<Footer> footer = Footer.of(list.tunables());
        if (footer.isEmpty()) {
            return RewrittenMail.of(headers, block.lineEnd(), block.bodyOffset(), stored.size());
        }
        FooterOutcome outcome =
                FooterInserter.of(footer.get()).insert(stored.content(), headers, block.lineEnd(), block.bodyOffset());
        outcome.unchanged().ifPresent(why -> list.syslog().info(id() + ": gets no footer: " + why));
        return outcome.mail();
    }

    /** The mail as it came, but for headers that must never go out. */
    RewrittenMail asItCame() throws IOException {
        HeaderBlock block = mail.headers();
        return RewrittenMail.of(HeaderEdits.none().apply(block), block.lineEnd(), block.bodyOffset(), stored.size());
    }

    /** Writes a form of the mail to its place. */
    void put(RewrittenMail form, Path target) throws IOException {
        try (Draft draft = list.files().draft()) {
            form.writeTo(stored.content(), draft.channel());
            // An earlier run may have come this far and died before the mail left incoming/; nobody works on its copy.
            draft.publishOrReplace(target);
        }
    }

    /** The mail as one that came back. */
    ReturnedMail returned(String parameter, ReturnedMail.Origin origin) {
        return new ReturnedMail(stored.path(), stored.content(), parameter, origin);
    }

    /** The post as moderators and posters are shown it. */
    ReportedPost report(RewrittenMail post) {
        return ReportedPost.of(mail.author(), mail.headers(), () -> post.open(stored.content()));
    }

    /**
     * Writes answers and parks them in the queue, each unless an earlier run did. The last one gets the name of the mail, those
     * before it that name with {@code -a}, {@code -b} and so on.
     */
    List<ParkedMail> park(List<AdminMail> answers) throws IOException {
        List<ParkedMail> parked = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            boolean isLast = i == answers.size() - 1;
            Path file = list.queue().mail(isLast ? name : name + "-" + (char) ('a' + i));
            parked.addAll(park(answers.get(i), file));
        }
        return parked;
    }

    /** Answers the mail and is done with it, unless nobody is there to be answered (RFC 3834 §2). */
    FollowUp answer(AdminMail answer, Outbox outbox) throws IOException {
        Optional<String> automatic = AutomaticMail.reason(mail);
        if (automatic.isPresent()) {
            return ignore("is not answered: " + automatic.get());
        }
        List<ParkedMail> parked = park(List.of(answer));
        finish();
        if (!parked.isEmpty()) {
            list.syslog().info(id() + ": answered with " + answer.text());
        }
        return () -> outbox.send(parked);
    }

    /** Deletes a command that is not obeyed; nobody is told but the log (spec 02 §6.2). */
    FollowUp ignore(String why) throws IOException {
        list.syslog().warning(id() + ": ignored: " + why);
        finish();
        return FollowUp.none();
    }

    private List<ParkedMail> park(AdminMail answer, Path file) throws IOException {
        Optional<ParkedMail> earlier = list.queue().parked(file);
        return earlier.isPresent() ? List.of(earlier.get()) : writer.write(answer, file);
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
