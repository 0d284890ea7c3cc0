package org.jmlmmj.receive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.reply.AdminMail;
import org.jmlmmj.core.reply.AnswerQuota;
import org.jmlmmj.core.reply.InfoMails;
import org.jmlmmj.core.spool.Draft;
import org.jmlmmj.core.spool.ParkedMail;
import org.jmlmmj.receive.Action.FollowUp;

/** What people want to know: help, questions, subscribers, old posts (spec 02 §6.13–6.15). Thread-safe, if the distribution is. */
final class InfoActions {
    private final MailingList list;
    private final Distribution distribution;
    private final InfoMails mails;

    InfoActions(MailingList list, Distribution distribution) {
        this.list = list;
        this.distribution = distribution;
        this.mails = new InfoMails(list.address());
    }

    /** How a command is obeyed; empty if it is none of these. */
    Optional<Action> action(ListCommand command) {
        if (command instanceof ListCommand.Help) {
            return Optional.of(work -> answer(work, mails.help(work.mail().author()), "requested help"));
        }
        if (command instanceof ListCommand.Faq) {
            return Optional.of(work -> answer(work, mails.faq(work.mail().author()), "requested faq"));
        }
        if (command instanceof ListCommand.ListSubscribers) {
            return Optional.of(this::listSubscribers);
        }
        if (command instanceof ListCommand.Get get) {
            return Optional.of(work -> sendPost(work, get.index()));
        }
        return Optional.empty();
    }

    /** Helps somebody who wrote to an address that means nothing. */
    FollowUp help(WorkInHand work) throws IOException {
        if (list.isOwn(work.mail().author())) {
            return work.ignore("it claims to come from the list itself");
        }
        return work.answer(mails.help(work.mail().author()), distribution);
    }

    private FollowUp answer(WorkInHand work, AdminMail answer, String what) throws IOException {
        list.operationLog().write(work.mail().author() + " " + what);
        return work.answer(answer, distribution);
    }

    /** The answer goes to the line in {@code control/owner}, as anybody can write in an owner's name (spec 02 §6.15). */
    private FollowUp listSubscribers(WorkInHand work) throws IOException {
        if (list.tunables().get(Tunable.NOLISTSUBSEMAIL)) {
            return work.ignore("this list does not tell its subscribers by mail");
        }
        EmailAddress author = work.mail().author();
        Optional<EmailAddress> owner = list.tunables().get(Tunable.OWNER).orElse(List.of()).stream()
                .flatMap(line -> EmailAddress.parse(line).stream())
                .filter(author::equals)
                .findFirst();
        return owner.isPresent()
                ? answer(work, mails.subscribers(owner.get(), list.subscribers()), "requested sub list")
                : work.ignore(author + " does not own this list");
    }

    private FollowUp sendPost(WorkInHand work, long index) throws IOException {
        EmailAddress author = work.mail().author();
        Optional<String> refusal = refusal(work.mail());
        if (refusal.isPresent()) {
            return work.ignore("no post " + index + " for " + author + ": " + refusal.get());
        }
        Path entry = list.queue().mail(work.name());
        Optional<ParkedMail> parked = list.queue().parked(entry);
        if (parked.isEmpty()) {
            parked = park(index, entry, author);
        }
        if (parked.isEmpty()) {
            return work.ignore("no post " + index + " for " + author + ": there is none, or no more answers for now");
        }
        list.operationLog().write(author + " got archive/" + index);
        work.finish();
        list.syslog().info(work.id() + ": post " + index + " to " + author);
        List<ParkedMail> sent = List.of(parked.get());
        return () -> distribution.send(sent);
    }

    private Optional<String> refusal(IncomingMail mail) throws IOException {
        if (list.tunables().get(Tunable.NOGET)) {
            return Optional.of("this list sends no old posts");
        }
        if (list.tunables().get(Tunable.SUBONLYGET) && !list.subscribers().contain(mail.author())) {
            return Optional.of("only subscribers get old posts");
        }
        return AutomaticMail.reason(mail);
    }

    /**
     * Leaves a copy of the post in the queue. No second name of the archived file: maintenance gives up what is old, and two people
     * who want the same post would wait for each other.
     */
    private Optional<ParkedMail> park(long index, Path entry, EmailAddress to) throws IOException {
        Optional<FileChannel> post = list.archive().open(index);
        if (post.isEmpty()) {
            return Optional.empty();
        }
        try (FileChannel content = post.get();
                Draft copy = list.files().draft()) {
            if (!new AnswerQuota(list).take(to)) {
                return Optional.empty();
            }
            copy.copy(content);
            copy.publishOrReplace(entry);
        }
        EmailAddress sender = list.bounceAddress().forRecipient(Long.toString(index), to);
        return Optional.of(list.queue().park(entry, ReversePath.of(sender), to, Optional.empty()));
    }
}
