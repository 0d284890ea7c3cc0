package org.jmlmmj.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.LockedFile;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.send.DeliveryPlan.Leftovers;
import org.jmlmmj.send.smtp.Recipient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryJournalTest {
    private static final DeliveryPlan PLAN = new DeliveryPlan("queue/x", new Leftovers.ToRequeue(false), true);

    @TempDir
    Path folder;

    private ListFixture list;
    private Path place;

    @BeforeEach
    void makeList() {
        list = ListFixture.in(folder);
        place = list.path("requeue/1/sending");
    }

    private DeliveryJournal publish(DeliveryPlan plan, int recipients) throws IOException {
        try (JournalDraft draft = JournalDraft.begin(list.directory().files(), plan)) {
            for (int i = 0; i < recipients; i++) {
                draft.add(EmailAddress.of("u" + i + "@x.example"));
            }
            return draft.publish(place);
        }
    }

    private DeliveryJournal read() throws IOException {
        return DeliveryJournal.read(LockedFile.open(place, DurableFiles::openExisting));
    }

    private static List<String> outstanding(DeliveryJournal journal, boolean tried) throws IOException {
        List<String> found = new ArrayList<>();
        DeliveryJournal.Recipients recipients = journal.recipients();
        for (Optional<Recipient> next = recipients.next(); next.isPresent(); next = recipients.next()) {
            if (journal.isOutstanding(next.get(), tried)) {
                found.add(next.get().address().local());
            }
        }
        return found;
    }

    private static Recipient recipient(int number) {
        return new Recipient(number, EmailAddress.of("u" + number + "@x.example"));
    }

    @Test
    void is_a_readable_text_file() throws IOException {
        try (DeliveryJournal journal = publish(PLAN, 3)) {
            journal.markDone(recipient(1));
            journal.markFailed(recipient(0));
            journal.commit();
        }
        assertThat(list.content("requeue/1/sending"))
                .isEqualTo("jmlmmj delivery 1\nmessage: queue/x\ndelete: true\nleftovers: requeue\nmailfile: false\n\n"
                        + "u0@x.example\nu1@x.example\nu2@x.example\n\n1+\n0-\n");
    }

    @Test
    void knows_after_a_crash_who_was_served_who_failed_and_who_was_not_tried() throws IOException {
        try (DeliveryJournal journal = publish(PLAN, 4)) {
            journal.markDone(recipient(3));
            journal.markFailed(recipient(1));
            journal.commit();
            journal.markDone(recipient(0));
        }
        try (DeliveryJournal journal = read()) {
            assertThat(journal.plan()).isEqualTo(PLAN);
            assertThat(journal.count()).isEqualTo(4);
            assertThat(journal.outstanding()).isEqualTo(3);
            assertThat(outstanding(journal, false)).containsExactly("u0", "u2");
            assertThat(outstanding(journal, true)).containsExactly("u1");
        }
    }

    /** A crash may leave any beginning of what was written last. */
    @Test
    void takes_nobody_for_served_whatever_part_of_the_marks_reached_the_disk() throws IOException {
        long marksFrom;
        try (DeliveryJournal journal = publish(PLAN, 130)) {
            marksFrom = Files.size(place);
            for (int i = 0; i < 130; i += 3) {
                journal.markDone(recipient(i));
            }
            journal.commit();
        }
        byte[] whole = Files.readAllBytes(place);
        for (int length = (int) marksFrom; length <= whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            Files.write(place, part);
            String marks = new String(part, (int) marksFrom, length - (int) marksFrom, StandardCharsets.US_ASCII);
            Set<String> served = new HashSet<>();
            for (String mark : marks.split("\n", -1)) {
                if (mark.endsWith("+")) {
                    served.add("u" + mark.substring(0, mark.length() - 1));
                }
            }
            try (DeliveryJournal journal = read()) {
                List<String> open = outstanding(journal, false);
                assertThat(open).hasSize(130 - served.size()).noneMatch(served::contains);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0\0\0\0", "7", "1\0+", "+", "99+", "-1+", "1*", "12345678901+", "1+x"})
    void ignores_what_is_no_mark(String junk) throws IOException {
        publish(PLAN, 2).close();
        Files.writeString(place, list.content("requeue/1/sending") + junk + "\n0+\n");
        try (DeliveryJournal journal = read()) {
            assertThat(outstanding(journal, false)).containsExactly("u1");
        }
    }

    @Test
    void keeps_the_plan_for_leftovers_in_the_queue() throws IOException {
        for (ReversePath sender : List.of(ReversePath.EMPTY, ReversePath.parse("a@x.example"))) {
            DeliveryPlan plan = new DeliveryPlan("/elsewhere/mail", new Leftovers.ToQueue(Optional.of(sender)), false);
            place = list.path("requeue/" + sender.value().length() + "/sending");
            publish(plan, 1).close();
            try (DeliveryJournal journal = read()) {
                assertThat(journal.plan()).isEqualTo(plan);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "something else\n",
                "jmlmmj delivery 1\n",
                "jmlmmj delivery 1\nmessage: x\n\na@b\n",
                "jmlmmj delivery 1\nleftovers: requeue\n\na@b\n",
                "jmlmmj delivery 1\nmessage: x\nleftovers: nowhere\n\n",
                "jmlmmj delivery 1\nmessage: x\nleftovers: queue\nsender: <a b>\n\n",
                "jmlmmj delivery 1\nnonsense\n\n"
            })
    void refuses_what_is_no_journal(String content) throws IOException {
        Files.createDirectories(list.path("requeue/1"));
        list.file("requeue/1/sending", content);
        assertThatThrownBy(this::read).isInstanceOf(IOException.class);
        // It was given free again.
        LockedFile.open(place, DurableFiles::openExisting).close();
    }

    @Test
    void leaves_nothing_behind_when_it_is_not_published() throws IOException {
        try (JournalDraft draft = JournalDraft.begin(list.directory().files(), PLAN)) {
            draft.add(EmailAddress.of("a@x.example"));
        }
        assertThat(list.names(".")).noneMatch(name -> name.startsWith("."));
        assertThat(list.names("requeue")).isEmpty();
    }

    @Test
    void refuses_a_message_name_that_would_spoil_the_journal() {
        assertThatThrownBy(() -> new DeliveryPlan("queue/x\ndelete: true", new Leftovers.ToRequeue(false), false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
