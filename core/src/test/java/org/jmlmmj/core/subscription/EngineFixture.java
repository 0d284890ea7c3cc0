package org.jmlmmj.core.subscription;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.reply.AdminMailWriter;
import org.jmlmmj.core.spool.ParkedMail;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.core.subscriber.Reason;
import org.jmlmmj.core.subscriber.Version;
import org.jmlmmj.core.subscription.SubscriptionRules.Wish;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.text.TextCache;
import org.jmlmmj.core.text.Texts;

/** A list with the engine, a clock that can be set, and mails that tell their names. Not thread-safe. */
final class EngineFixture {
    static final EmailAddress ANN = EmailAddress.of("ann@example.net");

    private final ListFixture list;
    private final Path library;
    private Instant now = ListFixture.NOON;

    private EngineFixture(ListFixture list, Path library) {
        this.list = list;
        this.library = library;
    }

    /** A list in a folder, with texts from a library of {@link org.jmlmmj.core.test.NamedTexts}. */
    static EngineFixture in(Path folder, Path library) {
        return new EngineFixture(ListFixture.in(folder).control("maxanswers", "0\n"), library);
    }

    /** The same in another process: a list that is there already. */
    static EngineFixture of(Path list, Path library) {
        return new EngineFixture(ListFixture.of(list), library);
    }

    ListFixture files() {
        return list;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    MailingList open() throws IOException {
        return open(list.names());
    }

    private MailingList open(RandomNames names) throws IOException {
        return MailingList.open(
                ListDirectory.open(list.folder(), names), Clock.fixed(now, ZoneOffset.UTC), list.syslog());
    }

    AdminMailWriter writer(MailingList opened) {
        return writer(opened, list.names());
    }

    private AdminMailWriter writer(MailingList opened, RandomNames names) {
        Texts texts = Texts.of(opened.directory(), library, TextCache.none(), list.syslog()::warning);
        return new AdminMailWriter(opened, texts, names, 1);
    }

    Joining joining() throws IOException {
        return joining(list.names());
    }

    Joining joining(RandomNames names) throws IOException {
        MailingList opened = open(names);
        return new Joining(opened, writer(opened, names));
    }

    Leaving leaving() throws IOException {
        return leaving(list.names());
    }

    Leaving leaving(RandomNames names) throws IOException {
        MailingList opened = open(names);
        return new Leaving(opened, writer(opened, names));
    }

    /** Somebody asks by mail to join. */
    Change ask(Version version) throws IOException {
        return joining().subscribe(ANN, new Wish(version, Reason.REQUEST, true, false), Joining.Courtesy.FULL);
    }

    /** Somebody asks by mail to leave. */
    Change askToLeave() throws IOException {
        return leaving()
                .unsubscribe(
                        ANN,
                        new Leaving.Wish(Optional.empty(), Reason.REQUEST, true),
                        new Leaving.Courtesy(true, true, true));
    }

    /** The mails of a change: the name of the text, envelope sender and recipient. */
    static List<String> mails(Change change) throws IOException {
        return change.mails().stream().map(EngineFixture::summary).toList();
    }

    private static String summary(ParkedMail mail) {
        try {
            String subject = Files.readAllLines(mail.file(), StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith("Subject: "))
                    .findFirst()
                    .orElse("no subject");
            return subject.substring("Subject: ".length()) + " from " + mail.sender() + " to " + mail.recipient();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The only request in a folder, as its cookie. */
    String cookie(String folder) {
        List<String> names = list.names(folder);
        if (names.size() != 1) {
            throw new AssertionError("not one request: " + names);
        }
        return names.get(0).replace("subscribe", "");
    }
}
