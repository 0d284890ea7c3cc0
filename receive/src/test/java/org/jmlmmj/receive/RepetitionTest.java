package org.jmlmmj.receive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.reply.AdminMailWriter;
import org.jmlmmj.core.spool.ParkedMail;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.ReceivedMail;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.core.text.TextCache;
import org.jmlmmj.core.text.Texts;
import org.jmlmmj.send.DeliveryRecovery;
import org.jmlmmj.send.ListPost;
import org.jmlmmj.send.Relay;
import org.jmlmmj.send.RelayOutbox;
import org.jmlmmj.send.StopSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Processing dies before each of its steps in turn, and is repeated: everybody gets everything exactly once. Every file that is
 * written needs a name, so a source of names that gives up is a crash at that file.
 */
class RepetitionTest {
    private static final String COOKIE = "00112233445566aa";
    private static final String POST = "Return-Path: <ann@example.net>\nFrom: Ann <ann@example.net>\n"
            + "To: birds@example.org\nSubject: owls\nMessage-ID: <1@x>\n\nThey hoot.\n";

    @TempDir
    Path folder;

    /** What a mail becomes, and who gets how many mails by it. */
    private enum Kind {
        POST_TO_SUBSCRIBERS("bob@x.org cid@x.org dora@x.org"),
        RELEASE("bob@x.org cid@x.org dora@x.org"),
        HELD("ann@example.net mia@x.org moe@x.org max@x.org"),
        DENIED("ann@example.net"),
        TO_OWNERS("kay@x.org kim@x.org kit@x.org");

        private final String recipients;

        Kind(String recipients) {
            this.recipients = recipients;
        }

        Map<String, Integer> onceEach() {
            Map<String, Integer> once = new HashMap<>();
            for (String recipient : recipients.split(" ", -1)) {
                once.put(recipient, 1);
            }
            return once;
        }

        ListFixture prepare(ListFixture list) {
            list.control("notmetoo", "").control("owner", "kay@x.org\nkim@x.org\nkit@x.org\n");
            list.control("moderators", "mia@x.org\nmoe@x.org\nmax@x.org\n").control("footer_text", "birds\n");
            switch (this) {
                case HELD -> list.control("moderated", "").control("notifymod", "");
                case DENIED -> list.control("subonlypost", "");
                case RELEASE -> list.file("moderation/" + COOKIE, POST).file("moderation/" + COOKIE + ".omit", "a@x");
                default -> list.control("prefix", "[birds]");
            }
            return list.subscribers("bob@x.org", "cid@x.org", "dora@x.org");
        }

        String mail() {
            return switch (this) {
                case RELEASE -> POST.replace("birds@", "birds+release-" + COOKIE + "@");
                case TO_OWNERS -> POST.replace("birds@", "birds+owner@");
                default -> POST;
            };
        }
    }

    /** The process ends here. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    /** A list, the relay it uses, and the mail in {@code incoming/}. */
    private final class Scene implements AutoCloseable {
        private final ScriptedSmtpPeer relay = ScriptedSmtpPeer.start();
        private final AtomicLong counter = new AtomicLong(0x1000);
        private final ListFixture list;
        private final Path mail;

        Scene(Kind kind, int number) throws IOException {
            Path parent = Files.createDirectories(folder.resolve(kind + "-" + number));
            list = kind.prepare(ListFixture.in(parent).control("smtpport", relay.port() + "\n"));
            mail = list.directory()
                    .incoming()
                    .store(new ByteArrayInputStream(kind.mail().getBytes(ISO_8859_1)), new byte[0]);
        }

        /** Processes the mail in a process that can write so many files. */
        void process(long files, Function<MailingList, Distribution> distribution) throws IOException {
            AtomicLong left = new AtomicLong(files);
            RandomNames names = RandomNames.of(() -> {
                if (left.getAndDecrement() == 0) {
                    throw new Crash();
                }
                return counter.incrementAndGet();
            });
            MailingList opened =
                    MailingList.open(ListDirectory.open(list.folder(), names), list.clock(), list.syslog());
            Texts texts = Texts.of(opened.directory(), list.path("nowhere"), TextCache.none(), message -> {});
            AdminMailWriter writer = new AdminMailWriter(opened, texts, list.names(), 1);
            MailProcessor processor =
                    new MailProcessor(opened, EnvelopeVariables.of(Map.of()), writer, distribution.apply(opened));
            assertThat(processor.process(mail, true)).isEqualTo(ExitStatus.OK);
        }

        /** What maintenance does with deliveries and parked mails, whenever it comes. */
        void maintain() throws IOException {
            MailingList opened = list.open();
            new DeliveryRecovery(opened).run();
            List<ParkedMail> parked = new ArrayList<>();
            for (String name : list.names("queue")) {
                Path file = list.path("queue/" + name);
                Optional<ParkedMail> found = opened.queue().parked(file);
                if (found.isPresent() && !opened.incoming().mayRepeat(file)) {
                    parked.add(found.get());
                }
            }
            new RelayOutbox(opened, Relay.of(opened), new StopSignal()).send(parked);
        }

        Map<String, Integer> received() {
            Map<String, Integer> received = new HashMap<>();
            for (ReceivedMail sent : relay.accepted()) {
                sent.recipients().forEach(recipient -> received.merge(recipient, 1, Integer::sum));
            }
            if (list.has("requeue/1/subscribers")) {
                list.content("requeue/1/subscribers").lines().forEach(line -> received.merge(line, 1, Integer::sum));
            }
            return received;
        }

        @Override
        public void close() {
            relay.close();
        }
    }

    private static Distribution living(MailingList list) {
        return new RelayDistribution(list, new StopSignal());
    }

    @ParameterizedTest
    @EnumSource
    void everybody_gets_it_once_although_processing_died_at_any_file(Kind kind) throws IOException {
        int files = 0;
        while (dies(kind, files)) {
            files++;
        }
        assertThat(files).as("points of failure").isPositive();
    }

    /** Whether it died with so many files, after which it was repeated. */
    private boolean dies(Kind kind, int files) throws IOException {
        try (Scene scene = new Scene(kind, files)) {
            boolean died = false;
            try {
                scene.process(files, RepetitionTest::living);
            } catch (Crash e) {
                died = true;
            }
            if (died && Files.exists(scene.mail)) {
                scene.maintain();
                scene.process(Long.MAX_VALUE, RepetitionTest::living);
            }
            scene.maintain();

            assertThat(scene.received()).as("after %s files", files).isEqualTo(kind.onceEach());
            assertThat(scene.mail).doesNotExist();
            assertThat(scene.list.names("archive")).hasSizeLessThanOrEqualTo(1);
            assertThat(scene.list.names("")).noneMatch(name -> name.startsWith(".tmp-"));
            return died;
        }
    }

    /** Prepares everything and dies before anything is sent. */
    private record Dying(MailingList list) implements Distribution {
        @Override
        public Prepared prepare(Path post, Optional<EmailAddress> omit) throws IOException {
            new ListPost(list, Relay.of(list), new StopSignal())
                    .prepare(post, omit)
                    .close();
            return () -> {};
        }

        @Override
        public boolean isPrepared(Path post) throws IOException {
            return new DeliveryRecovery(list).isPrepared(post);
        }

        @Override
        public void send(List<ParkedMail> mails) {}
    }

    @ParameterizedTest
    @EnumSource
    void everybody_gets_it_once_although_it_died_just_before_the_mail_was_removed(Kind kind) throws IOException {
        try (Scene scene = new Scene(kind, 0)) {
            byte[] content = Files.readAllBytes(scene.mail);
            scene.process(Long.MAX_VALUE, Dying::new);
            Files.write(scene.mail, content);

            scene.maintain();
            scene.process(Long.MAX_VALUE, RepetitionTest::living);
            scene.maintain();

            assertThat(scene.received()).isEqualTo(kind.onceEach());
            assertThat(scene.mail).doesNotExist();
            assertThat(scene.list.names("archive")).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void a_post_is_archived_once_although_it_died_before_the_journal_was_there() throws IOException {
        Kind kind = Kind.POST_TO_SUBSCRIBERS;
        try (Scene scene = new Scene(kind, 0)) {
            byte[] content = Files.readAllBytes(scene.mail);
            scene.process(Long.MAX_VALUE, Dying::new);
            Files.write(scene.mail, content);
            Files.delete(scene.list.path("requeue/1/sending"));
            Files.delete(scene.list.path("requeue/1"));
            assertThat(scene.list.names("archive")).containsExactly("1");

            scene.process(Long.MAX_VALUE, RepetitionTest::living);

            assertThat(scene.received()).isEqualTo(kind.onceEach());
            assertThat(scene.list.names("archive")).containsExactly("1");
        }
    }
}
