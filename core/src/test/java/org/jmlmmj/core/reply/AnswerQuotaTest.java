package org.jmlmmj.core.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.spool.ParkedMail;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.core.test.ChildJvm;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.RecordingSyslog;
import org.jmlmmj.core.text.ItemSource;
import org.jmlmmj.core.text.TextCache;
import org.jmlmmj.core.text.Texts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerQuotaTest {
    private static final EmailAddress ANN = EmailAddress.of("ann@example.net");
    private static final EmailAddress BOB = EmailAddress.of("bob@example.net");

    @TempDir
    private Path folder;

    private ListFixture fixture;

    @BeforeEach
    void makeList() {
        fixture = ListFixture.in(folder).control("maxanswers", "3\n");
    }

    private MailingList at(Instant time) throws IOException {
        return MailingList.open(fixture.directory(), Clock.fixed(time, ZoneOffset.UTC), fixture.syslog());
    }

    private boolean take(EmailAddress address, Duration after) throws IOException {
        return new AnswerQuota(at(ListFixture.NOON.plus(after))).take(address);
    }

    private boolean take(EmailAddress address) throws IOException {
        return take(address, Duration.ZERO);
    }

    private int takeAll(EmailAddress address, int wanted) throws IOException {
        int got = 0;
        for (int i = 0; i < wanted; i++) {
            got += take(address) ? 1 : 0;
        }
        return got;
    }

    @Test
    void answers_an_address_as_often_as_the_list_wants() throws IOException {
        assertThat(takeAll(ANN, 10)).isEqualTo(3);
        assertThat(fixture.syslog().lines()).anyMatch(line -> line.contains("ann@example.net got 3 answers"));
        assertThat(takeAll(BOB, 10)).isEqualTo(3);
    }

    @Test
    void answers_twenty_times_unless_told_otherwise() throws IOException {
        Files.delete(fixture.path("control/maxanswers"));

        assertThat(takeAll(ANN, 30)).isEqualTo(20);
    }

    @Test
    void counts_nothing_if_there_is_no_limit() throws IOException {
        fixture.control("maxanswers", "0");

        assertThat(takeAll(ANN, 100)).isEqualTo(100);
        assertThat(fixture.has(".answers")).isFalse();
    }

    @Test
    void counts_every_spelling_of_one_mailbox_together() throws IOException {
        assertThat(take(EmailAddress.of("ann+1@example.net"))).isTrue();
        assertThat(take(EmailAddress.of("Ann+2@Example.NET"))).isTrue();
        assertThat(take(ANN)).isTrue();

        assertThat(take(EmailAddress.of("ann+3@example.net"))).isFalse();
        assertThat(take(EmailAddress.of("+ann@example.net"))).isTrue();
    }

    @Test
    void never_exceeds_the_limit_within_any_hour() throws IOException {
        List<Integer> answered = new ArrayList<>();
        for (int minute = 0; minute < 180; minute += 10) {
            if (take(ANN, Duration.ofMinutes(minute))) {
                answered.add(minute);
            }
        }

        assertThat(answered).containsExactly(0, 10, 20, 60, 70, 80, 120, 130, 140);
    }

    @Test
    void begins_anew_when_nobody_was_answered_for_an_hour() throws IOException {
        for (int i = 0; i < 50; i++) {
            take(EmailAddress.of("p" + i + "@example.net"));
        }
        assertThat(fixture.path(".answers")).hasSize(50L * AnswerQuota.RECORD_OCTETS);

        take(ANN, Duration.ofHours(2));

        assertThat(fixture.path(".answers")).hasSize(AnswerQuota.RECORD_OCTETS);
    }

    @Test
    void uses_the_place_of_an_old_record() throws IOException {
        take(ANN);
        take(BOB, Duration.ofMinutes(59));
        take(BOB, Duration.ofMinutes(61));

        assertThat(fixture.path(".answers")).hasSize(2L * AnswerQuota.RECORD_OCTETS);
        assertThat(take(BOB, Duration.ofMinutes(62))).isTrue();
        assertThat(take(BOB, Duration.ofMinutes(62))).isFalse();
    }

    @Test
    void forgets_answers_of_a_clock_that_was_wrong() throws IOException {
        for (int i = 0; i < 3; i++) {
            assertThat(take(ANN, Duration.ofDays(3650))).isTrue();
        }

        assertThat(take(ANN)).isTrue();
    }

    @Test
    void stays_small_and_silent_when_requests_come_in_thousands_of_names() throws IOException {
        MailingList list = at(ListFixture.NOON);
        AnswerQuota quota = new AnswerQuota(list);
        byte[] full = new byte[AnswerQuota.MOST_RECORDS * AnswerQuota.RECORD_OCTETS];
        ByteBuffer records = ByteBuffer.wrap(full);
        for (int i = 0; i < AnswerQuota.MOST_RECORDS; i++) {
            records.putLong(i).putLong(ListFixture.NOON.toEpochMilli());
        }
        Files.write(fixture.path(".answers"), full);

        assertThat(quota.take(ANN)).isFalse();
        assertThat(fixture.path(".answers")).hasSize(full.length);
        assertThat(fixture.syslog().lines()).anyMatch(line -> line.contains("is the next after 16384 answers"));
        assertThat(take(ANN, Duration.ofHours(1))).isTrue();
        assertThat(fixture.path(".answers")).hasSize(AnswerQuota.RECORD_OCTETS);
    }

    @Test
    void survives_a_file_with_any_content() throws IOException {
        fixture.file(".answers", "this is no record, nor are these octets any");

        assertThat(takeAll(ANN, 5)).isEqualTo(3);
    }

    @Test
    void does_not_follow_a_link_out_of_the_list() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "precious");
        Files.createSymbolicLink(fixture.path(".answers"), other);

        assertThatThrownBy(() -> take(ANN)).isInstanceOf(IOException.class);
        assertThat(other).hasContent("precious");
    }

    @Test
    void never_exceeds_the_limit_when_many_processes_answer_at_once() throws Exception {
        fixture.control("maxanswers", "25");
        List<String> said = new ArrayList<>();
        try (ChildJvm one = child();
                ChildJvm other = child()) {
            one.await("ready");
            other.await("ready");
            one.say("go");
            other.say("go");
            said.addAll(one.awaitOutput());
            said.addAll(other.awaitOutput());
        }

        assertThat(said.stream().filter("yes"::equals)).hasSize(25);
        assertThat(said.stream().filter("no"::equals)).hasSize(775);
    }

    private ChildJvm child() throws IOException {
        return ChildJvm.start(Racer.class, fixture.folder().toString());
    }

    /** Asks 400 times from four threads. Argument: list directory. */
    static final class Racer {
        public static void main(String[] arguments) throws Exception {
            ListDirectory directory = ListDirectory.open(Path.of(arguments[0]), RandomNames.secure());
            AnswerQuota quota = new AnswerQuota(MailingList.open(directory, Clock.systemUTC(), new RecordingSyslog()));
            System.out.println("ready");
            if (System.in.read() < 0) {
                return;
            }
            ExecutorService threads = Executors.newFixedThreadPool(4);
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                answers.add(threads.submit(() -> quota.take(ANN)));
            }
            for (Future<Boolean> answer : answers) {
                System.out.println(answer.get() ? "yes" : "no");
            }
            threads.shutdown();
        }
    }

    @Test
    void writes_no_more_answers_but_every_mail_that_is_none() throws IOException {
        MailingList list = at(ListFixture.NOON);
        Texts texts = Texts.of(list.directory(), fixture.path("library"), TextCache.none(), fixture.syslog()::warning);
        AdminMailWriter writer = new AdminMailWriter(list, texts, fixture.names(), 1);
        InfoMails mails = new InfoMails(list.address());
        List<ParkedMail> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.addAll(writer.write(mails.help(ANN)));
            answers.addAll(writer.write(mails.faq(ANN), list.queue().mail("00000000000000a" + i)));
        }
        assertThat(answers).hasSize(3);

        assertThat(writer.write(mails.probe(ANN, ItemSource.of(List.of())))).hasSize(1);
    }

    @Test
    void writes_no_answer_to_an_address_of_the_list_itself() throws IOException {
        MailingList list = at(ListFixture.NOON);
        Texts texts = Texts.of(list.directory(), fixture.path("library"), TextCache.none(), fixture.syslog()::warning);
        AdminMailWriter writer = new AdminMailWriter(list, texts, fixture.names(), 1);
        InfoMails mails = new InfoMails(list.address());

        assertThat(writer.write(mails.help(EmailAddress.of("Birds+subscribe@example.org"))))
                .isEmpty();
        assertThat(writer.write(mails.help(list.address().address()))).isEmpty();
        assertThat(fixture.syslog().lines()).anyMatch(line -> line.contains("its own address Birds+subscribe"));
        assertThat(fixture.names("queue")).containsExactly("discarded");
    }
}
