package org.jmlmmj.core.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.message.EncodedWords;
import org.jmlmmj.core.message.HeaderReader;
import org.jmlmmj.core.spool.ParkedMail;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.text.OriginalMail;
import org.jmlmmj.core.text.TextCache;
import org.jmlmmj.core.text.Texts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminMailWriterTest {
    private static final EmailAddress ANN = EmailAddress.of("ann@example.net");
    private static final EmailAddress MIRA = EmailAddress.of("mira@example.org");
    private static final EmailAddress MOE = EmailAddress.of("moe@example.org");
    private static final String COOKIE = "00112233aabbccdd";

    @TempDir
    private Path folder;

    private ListFixture fixture;
    private MailingList list;

    @BeforeEach
    void makeList() {
        fixture = ListFixture.in(folder);
        list = fixture.open();
    }

    private List<ParkedMail> write(AdminMail mail) throws IOException {
        Texts texts = Texts.of(list.directory(), fixture.path("library"), TextCache.none(), fixture.syslog()::warning);
        return new AdminMailWriter(list, texts, fixture.names(), 4242).write(mail);
    }

    private String content(AdminMail mail) throws IOException {
        return Files.readString(write(mail).get(0).file());
    }

    private AdminMail request(OriginalMail original, String subject) {
        return new PostMails(list.address())
                .moderationRequest(
                        new ReportedPost(ANN, subject, original),
                        HoldReason.MODERATED,
                        new AskedPeople(List.of(MIRA, MOE)),
                        COOKIE);
    }

    private static OriginalMail original(String octets) {
        return () -> new ByteArrayInputStream(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void leaves_private_file_in_the_queue_for_each_recipient() throws IOException {
        fixture.file("text/moderate", "Subject: x\n\nbody\n");

        List<ParkedMail> parked = write(request(original(""), "x"));

        assertThat(parked).map(ParkedMail::recipient).containsExactlyInAnyOrder(MIRA, MOE);
        for (ParkedMail mail : parked) {
            assertThat(mail.sender()).isEqualTo(ReversePath.of(list.address().owner()));
            assertThat(mail.replyTo()).isEmpty();
            assertThat(list.queue().parked(mail.file())).contains(mail);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(mail.file())))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(mail.file()))
                    .contains("Reply-To: birds+release-" + COOKIE + "@example.org\n")
                    .endsWith("\n\nbody\n");
        }
    }

    @Test
    void leaves_nothing_if_the_original_cannot_be_read() {
        fixture.file("text/moderate", "Subject: x\n\nbody\n%originalmail%\n");
        OriginalMail failing = () -> new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is on fire");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
            }
        };

        assertThatThrownBy(() -> write(request(failing, "x"))).hasMessage("the disk is on fire");
        assertThat(fixture.names("queue")).containsExactly("discarded");
        assertThat(fixture.names("")).noneMatch(name -> name.startsWith(".tmp-"));
    }

    @Test
    void refuses_mail_to_nobody() {
        AdminMail mail = new PostMails(list.address())
                .moderationRequest(
                        new ReportedPost(ANN, "x", original("")),
                        HoldReason.MODERATED,
                        new AskedPeople(List.of()),
                        COOKIE);

        assertThatThrownBy(() -> write(mail)).isInstanceOf(IllegalArgumentException.class);
        assertThat(fixture.names("queue")).containsExactly("discarded");
    }

    /** Spec 02 §9: what a stranger writes into a subject ends up in a header, a body, a log. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=?utf-8?Q?x=0ABcc:_v@example.org=0A=0Atext?=",
                "=?utf-8?Q?x=0D=0ABcc:_v@example.org=0D=0A=0D=0Atext?=",
                "x\u2028Bcc: v@example.org\u2029\u2029text",
                "x\r\nBcc: v@example.org\r\n\r\ntext",
                "x\u0085Bcc: v@example.org",
                "$control owner$ %control owner% $subject$ %originalmail%"
            })
    void subject_of_a_stranger_adds_no_header_and_no_line(String subject) throws IOException {
        fixture.file("text/moderate", "Subject: Post: $subject$\nX-Subject: $subject$\n\n<$subject$>\n");
        String shown = EncodedWords.decode(subject);

        String mail = content(request(original("Subject: y\n"), shown));

        int body = mail.indexOf("\n\n");
        assertThat(mail.substring(0, body).lines()).noneMatch(line -> line.startsWith("Bcc"));
        assertThat(mail.substring(body + 2).lines())
                .singleElement()
                .asString()
                .startsWith("<")
                .endsWith(">");
        assertThat(mail).doesNotContain("keeper@example.org");
        assertThat(mail.chars()).noneMatch(c -> c == '\r' || c == 0x2028 || c == 0x2029 || c == 0x85);
    }

    @Test
    void takes_subject_from_the_headers_of_the_post() throws IOException {
        String post = "From: ann@example.net\nSubject: =?iso-8859-1?q?V=F6gel?=\n =?utf-8?b?8J+Qpg==?=\n\nbody\n";
        ReportedPost reported = ReportedPost.of(
                ANN,
                HeaderReader.read(new ByteArrayInputStream(post.getBytes(StandardCharsets.UTF_8))),
                original(post));

        assertThat(reported.subject()).isEqualTo("Vögel🐦");
    }

    @Test
    void tells_programs_that_nobody_is_to_be_answered() throws IOException {
        fixture.file("text/help", "Subject: x\n\nbody\n").file("text/notify", "Subject: x\n\nbody\n");

        assertThat(content(new InfoMails(list.address()).help(ANN)))
                .contains("\nAuto-Submitted: auto-replied\nPrecedence: bulk\n\n");
        assertThat(content(new SubscriptionMails(list.address())
                        .notifyUnsubscribed(ANN, org.jmlmmj.core.subscriber.Reason.ADMIN, Optional.empty())))
                .contains("\nAuto-Submitted: auto-generated\nPrecedence: bulk\n\n");
    }

    @Test
    void never_expands_an_address() throws IOException {
        fixture.file("text/help", "Subject: x\n\nbody\n");

        assertThat(content(new InfoMails(list.address()).help(EmailAddress.of("jo$list$@example.net"))))
                .contains("\nTo: jo$list$@example.net\n");
    }

    @Test
    void text_with_its_own_headers_keeps_them() throws IOException {
        fixture.file(
                "text/help",
                "Subject: x\nfrom: \"The birds\" <$list$@$domain$>\nPrecedence: list\nAuto-Submitted: no\n\nbody\n");

        assertThat(content(new InfoMails(list.address()).help(ANN)))
                .startsWith("Subject: x\nfrom: \"The birds\" <birds@example.org>\nPrecedence: list\n")
                .doesNotContain("From:")
                .doesNotContain("bulk")
                .doesNotContain("auto-replied");
    }

    @Test
    void list_of_subscribers_is_appended_only_if_the_text_does_not_show_it() throws IOException {
        fixture.subscribers("ann@example.net")
                .lines("nomailsubs.d", "nora@example.net")
                .file("text/list", "Subject: x\n\n%iftype all%\nNormal: %normalsubs%\n%endif%\n");
        AdminMail mail = new InfoMails(list.address()).subscribers(MOE, list.subscribers());
        assertThat(content(mail)).endsWith("\n\nNormal: ann@example.net\n");

        fixture.file("text/list", "Subject: x\n\n%iftype no%\nNormal: %normalsubs%\n%endif%\n");
        assertThat(content(mail))
                .endsWith("\n\nann@example.net\n\n-- \nnora@example.net\n\n-- \n\n-- \nend of output\n");
    }

    @Test
    void bad_text_still_makes_a_mail_and_one_line_in_the_log() throws IOException {
        fixture.file("text/help", "Subject: x\n\n%nowarp% a\n");

        assertThat(content(new InfoMails(list.address()).help(ANN))).endsWith("\n\n%nowarp% a\n");
        assertThat(fixture.syslog().lines()).singleElement().asString().contains("text/help:3: %nowarp% means nothing");
    }

    @Test
    void message_id_has_time_process_and_eight_digits() throws IOException {
        fixture.file("text/help", "Subject: x\n\nbody\n");

        assertThat(content(new InfoMails(list.address()).help(ANN)))
                .containsPattern("\nMessage-ID: <1741089600-4242-mlmmj-[0-9a-f]{8}@example\\.org>\n")
                .contains("\nDate: Tue, 04 Mar 2025 12:00:00 +0000\n");
    }
}
