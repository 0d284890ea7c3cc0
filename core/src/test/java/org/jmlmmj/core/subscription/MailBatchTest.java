package org.jmlmmj.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.spool.ParkedMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailBatchTest {
    private static final EmailAddress ANN = EmailAddress.of("ann@example.net");

    @TempDir
    private Path queue;

    private final List<Integer> batches = new ArrayList<>();
    /** So many mails of each batch are taken by the relay and leave the queue. */
    private int taken = Integer.MAX_VALUE;

    private final MailBatch batch = new MailBatch(this::send);

    private void send(List<ParkedMail> mails) {
        batches.add(mails.size());
        mails.stream()
                .limit(taken)
                .forEach(mail -> assertThat(mail.file().toFile().delete()).isTrue());
    }

    private void add(int count) throws IOException {
        List<ParkedMail> mails = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            mails.add(
                    new ParkedMail(Files.createTempFile(queue, "mail", ""), ReversePath.EMPTY, ANN, Optional.empty()));
        }
        batch.add(mails);
    }

    @Test
    void goes_out_when_it_is_full_and_the_rest_at_the_end() throws IOException {
        add(MailBatch.MOST - 1);
        assertThat(batches).isEmpty();
        add(1);
        assertThat(batches).containsExactly(MailBatch.MOST);
        add(2);
        batch.close();

        assertThat(batches).containsExactly(MailBatch.MOST, 2);
    }

    @Test
    void nothing_goes_out_when_nothing_is_left() throws IOException {
        batch.close();
        assertThat(batches).isEmpty();
        add(MailBatch.MOST);
        batch.close();

        assertThat(batches).containsExactly(MailBatch.MOST);
    }

    @Test
    void relay_that_takes_none_of_a_full_batch_is_not_asked_again() throws IOException {
        taken = 0;
        add(MailBatch.MOST);
        add(MailBatch.MOST);
        add(1);
        batch.close();

        assertThat(batches).containsExactly(MailBatch.MOST);
    }

    @Test
    void relay_that_takes_one_of_a_batch_gets_the_next() throws IOException {
        taken = 1;
        add(MailBatch.MOST);
        add(MailBatch.MOST);

        assertThat(batches).containsExactly(MailBatch.MOST, MailBatch.MOST);
    }
}
