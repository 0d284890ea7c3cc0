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
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.test.ListFixture;
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

    /** Notes what it gets, and whether the mail had left incoming/ by then. */
    private final class Recorder implements Distribution {
        private final List<String> calls = new ArrayList<>();
        private boolean fails;

        @Override
        public void toSubscribers(Path mail, Optional<EmailAddress> omit) throws IOException {
            note("post " + omit.map(EmailAddress::value).orElse("-"), mail);
        }

        @Override
        public void toRecipients(Path mail, ReversePath sender, List<EmailAddress> recipients) throws IOException {
            note(sender + " to " + recipients, mail);
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
        return list.directory().incoming().store(new ByteArrayInputStream(mail.getBytes(ISO_8859_1)));
    }

    private MailProcessor processor() {
        return new MailProcessor(list.open(), EnvelopeVariables.of(Map.of()), recorder);
    }

    private String process(String mail) throws IOException {
        Path stored = store(mail);
        assertThat(processor().process(stored)).isEqualTo(ExitStatus.OK);
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
        assertThat(processor().withoutSending().process(stored)).isEqualTo(ExitStatus.OK);
        assertThat(recorder.calls).isEmpty();
        assertThat(list.names("queue")).contains(String.valueOf(stored.getFileName()));
    }

    @Test
    void a_second_run_after_a_crash_uses_the_same_place_in_the_queue() throws IOException {
        Path stored = store(POST);
        list.file("queue/" + stored.getFileName(), "half of it");
        processor().process(stored);
        assertThat(list.names("queue")).containsExactly(String.valueOf(stored.getFileName()), "discarded");
        assertThat(list.content("queue/" + stored.getFileName())).endsWith("They hoot.\n");
        assertThat(recorder.calls).hasSize(1);
    }

    @Test
    void owner_mail_goes_out_unchanged_with_its_own_sender() throws IOException {
        list.control("owner", "keeper@example.org\nbirds+owner@example.org\nnonsense\n")
                .control("prefix", "[birds]\n");
        String name = process(POST.replace("birds@", "birds+owner@"));
        assertThat(recorder.calls).containsExactly("<ann@example.net> to [keeper@example.org]");
        assertThat(list.content("queue/" + name)).contains("Subject: owls\n").doesNotContain("Return-Path");
        assertThat(list.content("mlmmj.operation.log")).contains("sending mail from ann@example.net to owner");
    }

    @Test
    void owner_mail_falls_back_to_the_postmaster() throws IOException {
        Files.delete(list.path("control/owner"));
        process(POST.replace("birds@", "birds+owner@"));
        assertThat(recorder.calls).containsExactly("<ann@example.net> to [postmaster@example.org]");
    }

    @Test
    void a_held_post_lies_in_moderation_under_its_name_with_its_poster_noted() throws IOException {
        list.control("moderated", "").control("notmetoo", "").control("prefix", "[birds]\n");
        String name = process(POST);
        assertThat(list.content("moderation/" + name)).contains("Subject: [birds] owls");
        assertThat(list.content("moderation/" + name + ".omit")).isEqualTo("ann@example.net");
        assertThat(list.names("queue")).containsExactly("discarded");
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
        assertThat(list.syslog().lines()).anyMatch(line -> line.contains("dropped"));
    }

    @Test
    void a_mail_that_cannot_be_processed_stays_in_incoming() throws IOException {
        Path stored = store(POST);
        Files.delete(list.path("queue/discarded"));
        Files.delete(list.path("queue"));
        list.file("queue", "a file where the folder belongs");
        assertThatThrownBy(() -> processor().process(stored)).isInstanceOf(IOException.class);
        assertThat(stored).exists();
        assertThat(list.names("")).noneMatch(name -> name.startsWith(".tmp-"));
    }

    @Test
    void a_missing_mail_is_said() {
        Path missing = list.path("incoming/0123456789abcdef");
        assertThatThrownBy(() -> processor().process(missing)).isInstanceOf(NoSuchFileException.class);
    }
}
