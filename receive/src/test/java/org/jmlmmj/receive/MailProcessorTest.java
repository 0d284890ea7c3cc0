package org.jmlmmj.receive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.reply.AdminMailWriter;
import org.jmlmmj.core.spool.ParkedMail;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.text.TextCache;
import org.jmlmmj.core.text.Texts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailProcessorTest {
    private static final String POST = "Return-Path: <ann@example.net>\nFrom: Ann <ann@example.net>\n"
            + "To: birds@example.org\nSubject: owls\nMessage-ID: <1@x>\n\nThey hoot.\n";

    @TempDir
    Path folder;

    private ListFixture list;
    private final Recorder recorder = new Recorder();

    /** Notes what it gets, and that the mail had left incoming/ by then. */
    private final class Recorder implements Distribution {
        private final List<String> calls = new ArrayList<>();
        private boolean fails;
        private boolean prepared;

        @Override
        public Prepared prepare(Path post, Optional<EmailAddress> omit) {
            assertThat(post).exists();
            assertThat(list.names("incoming")).hasSize(1);
            return () -> note("post " + omit.map(EmailAddress::value).orElse("-"), post);
        }

        @Override
        public boolean isPrepared(Path post) {
            return prepared;
        }

        @Override
        public void send(List<ParkedMail> mails) {
            for (ParkedMail mail : mails) {
                assertThat(list.names("queue")).contains(mail.file().getFileName() + ".mailfrom");
                calls.add(mail.sender() + " to " + mail.recipient());
            }
        }

        private void note(String call, Path mail) throws IOException {
            assertThat(mail).exists();
            assertThat(list.names("incoming")).isEmpty();
            calls.add(call);
            if (fails) {
                throw new IOException("no relay");
            }
        }
    }

    @BeforeEach
    void makeList() {
        list = ListFixture.in(folder);
    }

    private Path store(String mail) throws IOException {
        return list.directory().incoming().store(new ByteArrayInputStream(mail.getBytes(ISO_8859_1)), new byte[0]);
    }

    private MailProcessor processor() {
        MailingList opened = list.open();
        Texts texts = Texts.of(opened.directory(), list.path("nowhere"), TextCache.none(), list.syslog()::warning);
        return new MailProcessor(
                opened, EnvelopeVariables.of(Map.of()), new AdminMailWriter(opened, texts, list.names(), 1), recorder);
    }

    private String process(String mail) throws IOException {
        Path stored = store(mail);
        assertThat(processor().process(stored, true)).isEqualTo(ExitStatus.OK);
        assertThat(stored).doesNotExist();
        return String.valueOf(stored.getFileName());
    }

    @Test
    void a_post_is_rewritten_into_the_queue_and_distributed() throws IOException {
        list.control("prefix", "[birds]\n")
                .control("customheaders", "List-Id: <birds.example.org>")
                .control("delheaders", "message-id\n");
        String name = process(POST);
        assertThat(list.content("queue/" + name))
                .isEqualTo("From: Ann <ann@example.net>\nTo: birds@example.org\nSubject: [birds] owls\n"
                        + "List-Id: <birds.example.org>\n\nThey hoot.\n");
        assertThat(recorder.calls).containsExactly("post -");
    }

    @Test
    void the_body_stays_octet_for_octet() throws IOException {
        String body = ".\r\n..\r\n\0\u00ff\u0080" + "x".repeat(100_000) + "\n\n.\nno line end";
        String name = process("From: a@b\r\nReturn-Path: a@b\r\nTo: birds@example.org\r\n\r\n" + body);
        assertThat(list.content("queue/" + name)).endsWith("birds@example.org\r\n\r\n" + body);
    }

    @Test
    void a_post_gets_the_footer_and_mail_to_the_owner_does_not() throws IOException {
        list.control("footer_text", "-- \nthe birds\n");
        String name = process(POST);
        assertThat(list.content("queue/" + name)).endsWith("They hoot.\n-- \nthe birds\n");
        name = process(POST.replace("birds@", "birds+owner@"));
        assertThat(list.content("queue/" + name)).endsWith("They hoot.\n");
    }

    @Test
    void moderators_see_the_post_with_its_footer_as_it_would_go_out() throws IOException {
        list.control("moderated", "").control("footer", "the birds\n").control("prefix", "[b]\n");
        String name = process(POST);
        assertThat(list.content("queue/" + name))
                .contains("Subject: [b] owls\n")
                .contains("They hoot.\nthe birds\n");
    }

    @Test
    void leaves_out_the_poster_with_notmetoo() throws IOException {
        list.control("notmetoo", "");
        process(POST);
        assertThat(recorder.calls).containsExactly("post ann@example.net");
    }

    @Test
    void a_post_that_cannot_be_sent_stays_in_the_queue_and_is_not_refused() throws IOException {
        recorder.fails = true;
        String name = process(POST);
        assertThat(list.names("queue")).contains(name);
        assertThat(list.syslog().lines()).anyMatch(line -> line.contains(name) && line.contains("no relay"));
    }

    @Test
    void without_sending_a_post_stays_in_the_queue() throws IOException {
        Path stored = store(POST);
        assertThat(processor().process(stored, false)).isEqualTo(ExitStatus.OK);
        assertThat(recorder.calls).isEmpty();
        assertThat(list.names("queue")).contains(String.valueOf(stored.getFileName()));
    }

    @Test
    void a_second_run_after_a_crash_uses_the_same_place_in_the_queue() throws IOException {
        Path stored = store(POST);
        list.file("queue/" + stored.getFileName(), "half of it");
        processor().process(stored, true);
        assertThat(list.names("queue")).containsExactly(String.valueOf(stored.getFileName()), "discarded");
        assertThat(list.content("queue/" + stored.getFileName())).endsWith("They hoot.\n");
        assertThat(recorder.calls).hasSize(1);
    }

    @Test
    void owner_mail_goes_out_unchanged_with_its_own_sender() throws IOException {
        list.control("owner", "keeper@example.org\nbirds+owner@example.org\nnonsense\n")
                .control("prefix", "[birds]\n");
        String name = process(POST.replace("birds@", "birds+owner@"));
        assertThat(recorder.calls).containsExactly("<ann@example.net> to keeper@example.org");
        assertThat(list.content("queue/" + name)).contains("Subject: owls\n").doesNotContain("Return-Path");
        assertThat(list.content("mlmmj.operation.log")).contains("sending mail from ann@example.net to owner");
    }

    @Test
    void owner_mail_falls_back_to_the_postmaster() throws IOException {
        Files.delete(list.path("control/owner"));
        process(POST.replace("birds@", "birds+owner@"));
        assertThat(recorder.calls).containsExactly("<ann@example.net> to postmaster@example.org");
    }

    @Test
    void a_held_post_lies_in_moderation_under_its_name_with_its_poster_noted() throws IOException {
        list.control("moderated", "").control("notmetoo", "").control("prefix", "[birds]\n");
        String name = process(POST);
        assertThat(list.content("moderation/" + name)).contains("Subject: [birds] owls");
        assertThat(list.content("moderation/" + name + ".omit")).isEqualTo("ann@example.net");
        assertThat(recorder.calls).containsExactly("<birds+owner@example.org> to keeper@example.org");
        assertThat(list.content("queue/" + name))
                .contains("Reply-To: birds+release-" + name + "@example.org\n")
                .contains("Subject: [birds] owls");
    }

    @Test
    void a_released_post_goes_to_everybody_but_its_poster() throws IOException {
        list.control("moderated", "").control("notmetoo", "");
        String cookie = process(POST);
        recorder.calls.clear();
        process(POST.replace("birds@", "birds+Release-" + cookie.toUpperCase(Locale.ROOT) + "@"));
        assertThat(recorder.calls).containsExactly("post ann@example.net");
        assertThat(list.names("moderation")).containsExactly(cookie + ".sending");
        assertThat(list.content("mlmmj.operation.log")).contains("ann@example.net released " + cookie);
    }

    @Test
    void a_post_whose_release_died_half_way_is_found_again() throws IOException {
        list.file("moderation/0123456789abcdef.sending", POST);
        process(POST.replace("birds@", "birds+release-0123456789abcdef@"));
        assertThat(recorder.calls).containsExactly("post -");
    }

    @Test
    void a_rejected_post_is_gone_and_nobody_is_told() throws IOException {
        list.control("moderated", "").control("notmetoo", "");
        String cookie = process(POST);
        recorder.calls.clear();
        process(POST.replace("birds@", "birds+reject-" + cookie + "@"));
        assertThat(recorder.calls).isEmpty();
        assertThat(list.names("moderation")).isEmpty();
        assertThat(list.content("mlmmj.operation.log")).contains("ann@example.net rejected " + cookie);
    }

    @Test
    void a_guessed_cookie_releases_nothing() throws IOException {
        list.file("moderation/0123456789abcdef", POST).file("moderation/0123456789abcdef.omit", "ann@example.net");
        process(POST.replace("birds@", "birds+release-0123456789abcdee@"));
        process(POST.replace("birds@", "birds+release-0123456789abcdef.omit@"));
        process(POST.replace("birds@", "birds+reject-subscribe0123456789abcdef@"));
        assertThat(recorder.calls).noneMatch(call -> call.startsWith("post"));
        assertThat(list.names("moderation")).hasSize(2);
    }

    @Test
    void every_moderator_is_asked_and_the_poster_is_told() throws IOException {
        list.control("moderated", "").control("notifymod", "").control("moderators", "mira@x.org\nmoe@x.org\n");
        process(POST);
        assertThat(recorder.calls)
                .containsExactlyInAnyOrder(
                        "<birds+owner@example.org> to ann@example.net",
                        "<birds+owner@example.org> to mira@x.org",
                        "<birds+owner@example.org> to moe@x.org");
    }

    @Test
    void a_denied_post_is_answered_and_gone() throws IOException {
        list.control("subonlypost", "");
        String name = process(POST);
        assertThat(recorder.calls).containsExactly("<birds+bounces-help@example.org> to ann@example.net");
        assertThat(list.content("queue/" + name))
                .contains("To: ann@example.net\n")
                .contains("They hoot.");
        assertThat(list.names("queue/discarded")).isEmpty();
    }

    @Test
    void a_denial_that_is_parked_already_is_not_written_again() throws IOException {
        list.control("subonlypost", "");
        Path stored = store(POST);
        String name = String.valueOf(stored.getFileName());
        list.file("queue/" + name, "the answer")
                .file("queue/" + name + ".reciptto", "ann@example.net")
                .file("queue/" + name + ".mailfrom", "birds+bounces-help@example.org");
        processor().process(stored, true);
        assertThat(list.content("queue/" + name)).isEqualTo("the answer");
        assertThat(recorder.calls).hasSize(1);
        assertThat(stored).doesNotExist();
    }

    @Test
    void a_post_that_was_taken_over_before_is_not_distributed_again() throws IOException {
        recorder.prepared = true;
        process(POST);
        assertThat(recorder.calls).isEmpty();
    }

    @Test
    void a_bounce_to_the_list_is_put_aside_as_it_came() throws IOException {
        process(POST.replace("<ann@example.net>\nFrom", "<>\nFrom"));
        assertThat(list.names("queue/discarded")).hasSize(1);
        assertThat(list.content(
                        "queue/discarded/" + list.names("queue/discarded").get(0)))
                .startsWith("Return-Path: <>\n");
        assertThat(list.syslog().lines()).anyMatch(line -> line.contains("<1@x>") && line.contains("bounce"));
    }

    @Test
    void a_mail_with_oversized_headers_is_put_aside() throws IOException {
        process("From: a@b\n" + "X: y\n".repeat(30_000) + "\nbody");
        assertThat(list.names("queue/discarded")).hasSize(1);
    }

    @Test
    void a_dropped_mail_is_gone_and_logged() throws IOException {
        list.control("notoccdenymails", "");
        process(POST.replace("To: birds@", "To: others@"));
        assertThat(list.names("queue/discarded")).isEmpty();
        assertThat(list.names("queue")).containsExactly("discarded");
        assertThat(list.syslog().lines()).anyMatch(line -> line.contains("dropped"));
    }

    @Test
    void a_mail_that_cannot_be_processed_stays_in_incoming() throws IOException {
        Path stored = store(POST);
        Files.delete(list.path("queue/discarded"));
        Files.delete(list.path("queue"));
        list.file("queue", "a file where the folder belongs");
        assertThatThrownBy(() -> processor().process(stored, true)).isInstanceOf(IOException.class);
        assertThat(stored).exists();
        assertThat(list.names("")).noneMatch(name -> name.startsWith(".tmp-"));
    }

    @Test
    void a_missing_mail_is_said() {
        Path missing = list.path("incoming/0123456789abcdef");
        assertThatThrownBy(() -> processor().process(missing, true)).isInstanceOf(NoSuchFileException.class);
    }

    /** Spec 02 §9: whoever writes in a victim's name makes the list send mails to the victim. */
    @Test
    void a_flood_in_somebodys_name_makes_no_flood_of_answers() throws IOException {
        list.control("subonlypost", "").control("maxanswers", "5");
        for (int i = 0; i < 40; i++) {
            process(POST.replace("Ann <ann@", "Ann <ann+" + i + "@"));
        }
        assertThat(recorder.calls).hasSize(5).allMatch(call -> call.endsWith("@example.net"));
        assertThat(list.syslog().lines().stream().filter(line -> line.contains("denied: subonlypost")))
                .hasSize(40);
    }
}
