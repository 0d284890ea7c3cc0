package org.jmlmmj.core.reply;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.spool.Draft;
import org.jmlmmj.core.spool.ParkedMail;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.core.text.ListValues;
import org.jmlmmj.core.text.TextContext;
import org.jmlmmj.core.text.TextRenderer;
import org.jmlmmj.core.text.Texts;

/**
 * Turns an {@link AdminMail} into a file in the queue. When {@link #write} returns, the mail is on disk; when it throws, nothing is
 * left of it. Thread-safe if the texts are.
 */
public final class AdminMailWriter {
    private static final int BUFFER_OCTETS = 16 * 1024;

    private final MailingList list;
    private final AnswerQuota quota;
    private final TextRenderer renderer;
    private final RandomNames names;
    private final long process;

    /**
     * @param list whose mails are written
     * @param texts where its texts are found
     * @param names source of names in {@code Message-ID:} and of MIME boundaries
     * @param process the number of this process, for {@code Message-ID:}
     */
    public AdminMailWriter(MailingList list, Texts texts, RandomNames names, long process) {
        this.list = list;
        this.quota = new AnswerQuota(list);
        this.renderer = new TextRenderer(texts, list.syslog()::warning);
        this.names = names;
        this.process = process;
    }

    /**
     * Writes a mail and parks it in the queue, with one entry per recipient.
     *
     * @return the entries; none if it is an answer to the list itself or to somebody who got enough of them ({@link AnswerQuota})
     */
    public List<ParkedMail> write(AdminMail mail) throws IOException {
        if (isUnwanted(mail)) {
            return List.of();
        }
        try (Draft draft = list.files().draft()) {
            write(mail, draft);
            Path file = list.queue().add(draft);
            return list.queue().park(file, mail.sender(), mail.recipients(), Optional.empty());
        }
    }

    /**
     * Writes a mail and parks it under a name that is known before, so that work which is done again after a crash can see
     * that this was done: {@link org.jmlmmj.core.spool.Queue#parked}.
     */
    public List<ParkedMail> write(AdminMail mail, Path file) throws IOException {
        if (isUnwanted(mail)) {
            return List.of();
        }
        try (Draft draft = list.files().draft()) {
            write(mail, draft);
            draft.publishOrReplace(file);
            return list.queue().park(file, mail.sender(), mail.recipients(), Optional.empty());
        }
    }

    private boolean isUnwanted(AdminMail mail) throws IOException {
        if (!mail.isReply()) {
            return false;
        }
        if (list.isOwn(mail.to())) {
            // Who writes in the name of one of the list's commands wants the list to obey itself.
            list.syslog().warning(list.directory().path() + ": does not answer its own address " + mail.to());
            return true;
        }
        return !quota.take(mail.to());
    }

    private void write(AdminMail mail, Draft draft) throws IOException {
        if (mail.recipients().isEmpty()) {
            throw new IllegalArgumentException("the mail " + mail.text() + " has no recipients");
        }
        write(mail, new BufferedOutputStream(Channels.newOutputStream(draft.channel()), BUFFER_OCTETS));
    }

    private void write(AdminMail mail, OutputStream out) throws IOException {
        String problem = list.directory().path() + ", text for " + mail.text() + ": ";
        MailSink sink =
                new MailSink(out, defaultHeaders(mail), what -> list.syslog().warning(problem + Syslog.oneLine(what)));
        SubscriberLists subscribers = SubscriberLists.of(mail.items());
        renderer.render(context(mail, subscribers), sink);
        subscribers.appendIfUnused(sink);
        sink.finish();
    }

    private TextContext context(AdminMail mail, SubscriberLists subscribers) {
        TextContext context = TextContext.of(mail.text(), ListValues.of(list.address(), names))
                .withValues(mail.values())
                .withItems(subscribers.items());
        return mail.original().map(context::withOriginal).orElse(context);
    }

    /** In the order of spec 06 §2.2; the last two tell programs that nobody is there to be answered (RFC 3834 §5). */
    private List<HeaderField> defaultHeaders(AdminMail mail) {
        List<HeaderField> headers = new ArrayList<>(11);
        headers.add(header("From", mail.from().value()));
        headers.add(header("To", mail.to().value()));
        headers.add(header("Message-ID", MessageId.next(list, names, process)));
        headers.add(header("Date", MailDate.format(ZonedDateTime.now(list.clock()))));
        headers.add(header("Subject", "mlmmj administrivia"));
        headers.add(header("MIME-Version", "1.0"));
        headers.add(header("Content-Type", "text/plain; charset=utf-8"));
        headers.add(header("Content-Transfer-Encoding", "8bit"));
        mail.replyTo().ifPresent(address -> headers.add(header("Reply-To", address.value())));
        headers.add(header("Auto-Submitted", mail.isReply() ? "auto-replied" : "auto-generated"));
        headers.add(header("Precedence", "bulk"));
        return headers;
    }

    private static HeaderField header(String name, String value) {
        return HeaderField.of(name, " " + value);
    }
}
