package org.jmlmmj.maintd;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.list.Tunables;
import org.jmlmmj.core.reply.MessageId;
import org.jmlmmj.core.spool.Draft;
import org.jmlmmj.core.text.ItemList;
import org.jmlmmj.core.text.ItemSource;
import org.jmlmmj.core.text.ListValues;
import org.jmlmmj.core.text.TextContext;
import org.jmlmmj.core.text.TextName;
import org.jmlmmj.core.text.TextRenderer;

/**
 * Writes a digest into {@code queue/} (spec 04 §11.2). For one use.
 *
 * @param work whose digest it is
 * @param plan which posts it covers
 * @param posts those that exist, in order; at least one
 */
record DigestDraft(Work work, DigestPlan plan, List<DigestPost> posts) {
    private static final int BUFFER_OCTETS = 64 * 1024;

    /** Writes it; nothing is left of it if this throws. */
    Path write() throws IOException {
        MailingList list = work.list();
        DigestText text = render();
        String subject = text.subject().orElseGet(this::plainSubject);
        String body = list.tunables().get(Tunable.NODIGESTTEXT) ? "" : text.body();
        String id =
                MessageId.next(list, work.settings().names(), work.settings().process());
        DigestMessage message = new DigestMessage(
                DigestHeaders.of(list, subject, id, work.report()::note),
                list.address().name(),
                DigestParts.of(body, posts, work.settings().names()::next),
                archiveAddress());
        try (Draft draft = list.files().draft()) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(draft.channel()), BUFFER_OCTETS);
            message.writeTo(out);
            out.flush();
            return list.queue().add(draft);
        }
    }

    private DigestText render() throws IOException {
        MailingList list = work.list();
        String prefix = list.tunables().get(Tunable.PREFIX).orElse("");
        TextContext context = TextContext.of(
                        TextName.of("digest"),
                        ListValues.of(list.address(), work.settings().names()))
                .withValues(Map.of(
                        "digestfirst", Long.toString(plan.first()),
                        "digestlast", Long.toString(plan.next().index()),
                        "digestinterval", plan.range(),
                        "digestissue", Long.toString(plan.next().issue())))
                .withItems(Map.of(
                        ItemList.DIGESTTHREADS,
                        ItemSource.of(DigestThreads.of(posts, prefix).lines())));
        DigestText text = new DigestText(problem -> work.report().note("text for digest: " + problem));
        new TextRenderer(work.texts(), list.syslog()::warning).render(context, text);
        return text;
    }

    private String plainSubject() {
        return "Digest of " + work.list().address().address() + " issue "
                + plan.next().issue() + " (" + plan.range() + ")";
    }

    /** A mail to this address brings the post, if the list gives out old posts at all. */
    private LongFunction<Optional<String>> archiveAddress() throws IOException {
        MailingList list = work.list();
        Tunables tunables = list.tunables();
        boolean shown = tunables.get(Tunable.LISTHEADERS) && !tunables.get(Tunable.NOGET);
        return number -> shown
                ? Optional.of("<mailto:" + list.address().withExtension("get-" + number) + ">")
                : Optional.empty();
    }
}
