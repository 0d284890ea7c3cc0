package org.jmlmmj.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.LockedFile;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryRecoveryTest {
    @TempDir
    Path folder;

    private final ScriptedSmtpPeer peer = ScriptedSmtpPeer.start();
    private RelayedList list;

    @BeforeEach
    void makeList() {
        list = RelayedList.of(folder, peer);
        list.files().subscribers("a@x.example", "b@x.example");
    }

    @AfterEach
    void checkProtocol() {
        assertThat(peer.connections()).isZero();
        peer.close();
    }

    private int recover() throws IOException {
        return new DeliveryRecovery(list.files().open()).run();
    }

    /** What a process leaves behind that dies before it sends anything. */
    private void prepareAndDie() throws IOException {
        list.post().prepare(list.queued(), Optional.empty()).close();
    }

    @Test
    void puts_everybody_in_the_requeue_and_removes_the_rest() throws IOException {
        prepareAndDie();
        assertThat(recover()).isEqualTo(1);
        assertThat(list.files().content("requeue/1/subscribers")).isEqualTo("a@x.example\nb@x.example\n");
        assertThat(list.files().names("requeue/1")).containsExactly("subscribers");
        assertThat(list.files().content("archive/1")).isEqualTo(RelayedList.POST);
        assertThat(list.files().names("queue")).containsExactly("discarded");
        assertThat(recover()).isZero();
    }

    @Test
    void leaves_a_delivery_alone_whose_mail_is_still_to_be_removed_from_incoming() throws IOException {
        prepareAndDie();
        String name = list.files().names("queue").get(0);
        list.files().file("incoming/" + name, "the mail as it came");
        assertThat(recover()).isZero();
        assertThat(list.files().has("requeue/1/sending")).isTrue();

        Files.delete(list.files().path("incoming/" + name));
        assertThat(recover()).isEqualTo(1);
    }

    @Test
    void removes_the_folder_when_everybody_was_served() throws IOException {
        prepareAndDie();
        Path journal = list.files().path("requeue/1/sending");
        Files.writeString(journal, Files.readString(journal) + "0+\n1+\n");
        assertThat(recover()).isEqualTo(1);
        assertThat(list.files().names("requeue")).isEmpty();
    }

    @Test
    void may_be_repeated_when_it_dies_itself() throws IOException {
        prepareAndDie();
        Path journal = list.files().path("requeue/1/sending");
        String content = Files.readString(journal);
        recover();
        // As if it had died before its last step.
        Files.writeString(journal, content);
        assertThat(recover()).isEqualTo(1);
        assertThat(list.lines("requeue/1/subscribers")).containsOnly("a@x.example", "b@x.example");
    }

    @Test
    void keeps_the_mail_where_there_is_no_archive() throws IOException {
        list.files().control("noarchive", "");
        prepareAndDie();
        recover();
        assertThat(list.files().content("requeue/1/mailfile")).isEqualTo(RelayedList.POST);
        assertThat(list.files().names("queue")).containsExactly("discarded");
    }

    @Test
    void leaves_a_delivery_alone_that_somebody_works_on() throws IOException {
        try (Delivery delivery = list.post().prepare(list.queued(), Optional.empty())) {
            assertThat(delivery).isNotNull();
            assertThat(recover()).isZero();
        }
        assertThat(list.files().names("requeue/1")).containsExactly("sending");
    }

    @Test
    void leaves_a_delivery_alone_whose_mail_somebody_holds() throws IOException {
        prepareAndDie();
        try (LockedFile held = LockedFile.open(list.queued(), DurableFiles::openExisting)) {
            assertThat(held.channel().isOpen()).isTrue();
            assertThat(recover()).isZero();
        }
        assertThat(recover()).isEqualTo(1);
    }

    @Test
    void gives_each_recipient_of_a_mail_an_entry_in_the_queue() throws IOException {
        new DirectMail(list.files().open(), list.relay(), new StopSignal())
                .prepare(
                        list.queued(),
                        ReversePath.EMPTY,
                        List.of(EmailAddress.of("a@x.example"), EmailAddress.of("b@x.example")))
                .close();
        assertThat(list.files().names(".")).anyMatch(name -> name.startsWith(".sending-"));
        assertThat(recover()).isEqualTo(1);
        assertThat(list.files().names(".")).noneMatch(name -> name.startsWith("."));
        assertThat(Files.exists(list.queued())).isFalse();
        List<String> mails = list.files().names("queue").stream()
                .filter(name -> name.matches("[0-9a-f]{16}"))
                .toList();
        assertThat(mails).hasSize(2);
        assertThat(mails).allSatisfy(mail -> {
            assertThat(list.files().content("queue/" + mail)).isEqualTo(RelayedList.POST);
            assertThat(list.files().content("queue/" + mail + ".mailfrom")).isEmpty();
        });
        assertThat(mails)
                .extracting(mail -> list.files().content("queue/" + mail + ".reciptto"))
                .containsExactlyInAnyOrder("a@x.example", "b@x.example");
    }

    @Test
    void ends_the_others_when_one_journal_is_damaged() throws IOException {
        prepareAndDie();
        Files.createDirectories(list.files().path("requeue/0"));
        list.files().file("requeue/0/sending", "damaged");
        assertThat(recover()).isEqualTo(1);
        assertThat(list.files().content("requeue/0/sending")).isEqualTo("damaged");
        assertThat(list.files().syslog().lines())
                .anyMatch(line -> line.startsWith("ERR") && line.contains("requeue/0/sending"));
    }

    @Test
    void says_so_when_the_mail_is_gone() throws IOException {
        list.files().control("noarchive", "");
        prepareAndDie();
        Files.delete(list.queued());
        assertThat(recover()).isEqualTo(1);
        assertThat(list.lines("requeue/1/subscribers")).hasSize(2);
        assertThat(list.files().syslog().lines()).anyMatch(line -> line.startsWith("ERR") && line.contains("is gone"));
    }

    @Test
    void has_nothing_to_do_where_there_is_no_requeue() throws IOException {
        Files.delete(list.files().path("requeue"));
        assertThat(recover()).isZero();
    }

    private boolean isPrepared() throws IOException {
        return new DeliveryRecovery(list.files().open())
                .isPrepared(list.queued().toRealPath());
    }

    @Test
    void knows_a_prepared_mail_whatever_else_lies_in_the_requeue() throws IOException {
        list.files().file("requeue/notes.txt", "a stray file");
        assertThat(isPrepared()).isFalse();
        prepareAndDie();
        assertThat(isPrepared()).isTrue();
        assertThat(recover()).isEqualTo(1);
        assertThat(list.files().syslog().lines()).noneMatch(line -> line.startsWith("ERR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "message: queue/a\u0001b\nleftovers: queue\n\n", "leftovers: queue\n\n", "message\n\n"})
    void damaged_journal_stops_no_other_mail(String plan) throws IOException {
        Files.createDirectories(list.files().path("requeue/7"));
        list.files().file("requeue/7/sending", DeliveryJournal.FIRST_LINE + "\n" + plan);
        assertThat(isPrepared()).isFalse();
        prepareAndDie();
        assertThat(isPrepared()).isTrue();
        assertThat(recover()).isEqualTo(1);
        assertThat(list.files().syslog().lines())
                .anyMatch(line -> line.startsWith("ERR") && line.contains("requeue/7/sending"));
    }

    @Test
    void octets_that_are_no_text_stop_no_other_mail() throws IOException {
        Files.createDirectories(list.files().path("requeue/7"));
        Files.write(list.files().path("requeue/7/sending"), new byte[] {'j', (byte) 0xff, '\n'});
        assertThat(isPrepared()).isFalse();
    }
}
