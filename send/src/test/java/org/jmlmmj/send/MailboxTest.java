package org.jmlmmj.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.send.Mailbox.Result;
import org.jmlmmj.send.smtp.Ending;
import org.jmlmmj.send.smtp.Outcome;
import org.jmlmmj.send.smtp.Recipient;
import org.jmlmmj.send.smtp.SmtpReply;
import org.jmlmmj.send.smtp.Transaction;
import org.jmlmmj.send.smtp.WireImage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MailboxTest {
    private static final Outcome ACCEPTED = new Outcome.Accepted(SmtpReply.of(250, "queued"));

    @TempDir
    Path folder;

    private final Mailbox mailbox = new Mailbox(10);
    private WireImage image;

    @BeforeEach
    void makeMail() throws Exception {
        ListFixture list = ListFixture.in(folder);
        try (FileChannel mail = FileChannel.open(Files.writeString(folder.resolve("mail"), "a: b\n\nc\n"))) {
            image = WireImage.of(mail, list.open().files());
        }
    }

    @AfterEach
    void forgetMail() throws Exception {
        image.close();
    }

    private static Recipient recipient(int number) {
        return new Recipient(number, EmailAddress.of("u" + number + "@x.example"));
    }

    private List<Transaction> mails(int count) {
        List<Transaction> mails = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            mails.add(Transaction.to(recipient(i), address -> ReversePath.EMPTY, image, false));
        }
        return mails;
    }

    private static CompletableFuture<List<Result>> taking(Mailbox from) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return from.take();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void hands_a_lone_result_over_after_200_ms() throws Exception {
        long begin = System.nanoTime();
        mailbox.done(recipient(1), ACCEPTED);
        assertThat(mailbox.take()).containsExactly(new Result.Settled(recipient(1), ACCEPTED));
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(200));
    }

    @Test
    void hands_a_group_over_at_once() throws Exception {
        CompletableFuture<List<Result>> taken = taking(mailbox);
        for (int i = 0; i < Mailbox.GROUP; i++) {
            mailbox.done(recipient(i), ACCEPTED);
        }
        List<Result> results = new ArrayList<>(taken.get());
        while (results.size() < Mailbox.GROUP) {
            results.addAll(mailbox.take());
        }
        assertThat(results).hasSize(Mailbox.GROUP).doesNotHaveDuplicates();
    }

    @Test
    void tells_the_end_of_a_connection_with_all_that_came_before() throws Exception {
        mailbox.expect();
        mailbox.done(recipient(1), ACCEPTED);
        mailbox.ended(new Ending.Finished());
        assertThat(mailbox.take())
                .containsExactly(new Result.Settled(recipient(1), ACCEPTED), new Result.Gone(new Ending.Finished()));
    }

    @Test
    void asks_for_more_when_few_are_left() throws Exception {
        mailbox.add(mails(12));
        CompletableFuture<List<Result>> taken = taking(mailbox);
        mailbox.next(false);
        assertThat(taken).isNotDone();
        mailbox.next(false);
        assertThat(taken.get()).isEmpty();
    }

    @Test
    void leaves_the_last_mails_to_connections_that_can_begin_at_once() {
        mailbox.expect();
        mailbox.expect();
        mailbox.add(mails(2));
        assertThat(mailbox.next(true)).isPresent();
        assertThat(mailbox.next(true)).isEmpty();
        assertThat(mailbox.next(false)).isPresent();
    }

    @Test
    void gives_what_was_handed_back_out_first() {
        mailbox.add(mails(3));
        Transaction first = mailbox.next(false).orElseThrow();
        mailbox.giveBack(first);
        assertThat(mailbox.next(false)).containsSame(first);
    }

    @Test
    void is_over_only_when_everything_is_given_out_and_nothing_more_will_come() {
        assertThat(mailbox.isOver()).isFalse();
        mailbox.add(mails(1));
        mailbox.complete();
        assertThat(mailbox.isOver()).isFalse();
        Transaction last = mailbox.next(false).orElseThrow();
        assertThat(mailbox.isOver()).isTrue();
        mailbox.giveBack(last);
        assertThat(mailbox.isOver()).isFalse();
        mailbox.stop();
        assertThat(mailbox.isOver()).isTrue();
        assertThat(mailbox.next(false)).isEmpty();
    }

    @Test
    void wants_another_connection_only_if_there_is_enough_for_it() throws Exception {
        mailbox.expect();
        mailbox.add(mails(2));
        mailbox.opened();
        mailbox.add(mails(1));
        mailbox.opened();
        assertThat(mailbox.take()).containsExactly(new Result.Busy());
    }
}
