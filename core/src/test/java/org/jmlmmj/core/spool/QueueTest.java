package org.jmlmmj.core.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.RunningUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueTest {
    private static final EmailAddress ANN = EmailAddress.of("ann@example.net");
    private static final EmailAddress HELP = EmailAddress.of("birds+bounces-help@example.org");

    private ListFixture list;
    private Queue queue;

    @BeforeEach
    void makeList(@TempDir Path parent) {
        list = ListFixture.in(parent);
        queue = list.open().queue();
    }

    private Path queued() throws Exception {
        try (Draft draft = list.directory().files().draft()) {
            draft.write("Subject: x\n\n".getBytes(StandardCharsets.US_ASCII));
            return queue.add(draft);
        }
    }

    @Test
    void gives_a_mail_a_random_name() throws Exception {
        Path mail = queued();
        assertThat(mail).hasParent(list.path("queue")).hasContent("Subject: x\n\n");
        assertThat(RandomNames.isName(mail.getFileName().toString())).isTrue();
        assertThat(RunningUser.mode(mail)).isEqualTo("600");
    }

    @Test
    void leaves_a_mail_with_its_envelope_for_the_next_maintenance_run() throws Exception {
        String mail = "queue/" + queued().getFileName();
        queue.park(list.path(mail), ReversePath.of(HELP), ANN, Optional.of(EmailAddress.of("x@example.org")));
        assertThat(list.content(mail + ".mailfrom")).isEqualTo("birds+bounces-help@example.org");
        assertThat(list.content(mail + ".reciptto")).isEqualTo("ann@example.net");
        assertThat(list.content(mail + ".reply-to")).isEqualTo("x@example.org");
        assertThat(RunningUser.mode(list.path(mail + ".mailfrom"))).isEqualTo("600");
    }

    @Test
    void leaves_a_mail_without_a_sender() throws Exception {
        String mail = "queue/" + queued().getFileName();
        queue.park(list.path(mail), ReversePath.EMPTY, ANN, Optional.empty());
        assertThat(list.path(mail + ".mailfrom")).isEmptyFile();
        assertThat(list.has(mail + ".reply-to")).isFalse();
    }

    @Test
    void replaces_side_files_that_an_earlier_attempt_left() throws Exception {
        String mail = "queue/" + queued().getFileName();
        list.file(mail + ".reciptto", "ann@exam");
        queue.park(list.path(mail), ReversePath.of(HELP), ANN, Optional.empty());
        assertThat(list.content(mail + ".reciptto")).isEqualTo("ann@example.net");
    }

    @Test
    void does_not_make_entries_a_second_time_when_parking_is_repeated() throws Exception {
        String mail = "queue/" + queued().getFileName();
        List<EmailAddress> recipients = List.of(ANN, EmailAddress.of("b@x"), EmailAddress.of("c@x"));
        queue.park(list.path(mail), ReversePath.of(HELP), recipients, Optional.empty());
        // As if it had died between the entry and its side files.
        Files.delete(list.path(mail + "-2.mailfrom"));
        Files.delete(list.path(mail + ".mailfrom"));
        List<String> names = list.names("queue");

        List<ParkedMail> again = queue.park(list.path(mail), ReversePath.of(HELP), recipients, Optional.empty());

        assertThat(again).map(ParkedMail::recipient).containsExactlyInAnyOrderElementsOf(recipients);
        assertThat(list.names("queue")).containsAll(names).hasSize(names.size() + 2);
        assertThat(again)
                .allSatisfy(entry -> assertThat(queue.parked(entry.file())).contains(entry));
    }

    @Test
    void moves_a_mail_out_of_the_way() throws Exception {
        Path incoming = Files.writeString(list.path("incoming/0123456789abcdef"), "raw");
        Path discarded = queue.discard(incoming);
        assertThat(discarded).hasParent(list.path("queue/discarded")).hasContent("raw");
        assertThat(list.names("incoming")).isEmpty();
    }

    @Test
    void moves_a_mail_out_of_the_way_although_the_folder_is_missing() throws Exception {
        Files.delete(list.path("queue/discarded"));
        assertThat(queue.discard(queued())).hasParent(list.path("queue/discarded"));
    }

    @Test
    void deletes_a_mail_that_is_done() throws Exception {
        queue.delete(queued());
        assertThat(list.names("queue")).containsExactly("discarded");
    }
}
