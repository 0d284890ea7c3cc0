package org.jmlmmj.maintd;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.LockedFile;
import org.jmlmmj.core.test.PeerAnswer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestsTest extends OnMaintainedList {
    private static final Duration HOUR = Duration.ofHours(1);

    @BeforeEach
    void fillList() {
        list.files().lines("digesters.d", "dora@x.example");
        peer.announce("8BITMIME");
    }

    private void posts(String... posts) {
        for (int i = 0; i < posts.length; i++) {
            list.file("archive/" + (i + 1), posts[i], HOUR);
        }
        list.file("index", Integer.toString(posts.length), HOUR);
    }

    private String sent() {
        assertThat(peer.accepted()).hasSize(1);
        return peer.accepted().get(0).text();
    }

    @Test
    void digest_of_two_posts_octet_for_octet() {
        posts(
                "From: =?UTF-8?Q?J=C3=B6rg?= <jo@x.example>\nSubject: Owls\nMessage-ID: <1@x>\n\nHoo.\n",
                "From: bob@x.example\nSubject: Re: Owls\nIn-Reply-To: <1@x>\n\nSch\u00f6n.\n");
        list.files().control("customheaders", "X-Pond: yes\nSubject: mine\n folded\nX-Last: 1");
        list.run();
        assertThat(new String(sent().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                        .replaceAll("-\\d+-mlmmj-[0-9a-f]{8}@", "-ID@"))
                .isEqualTo("""
                        MIME-Version: 1.0
                        Content-Type: multipart/mixed; boundary=0000000000000003
                        Content-Transfer-Encoding: 8bit
                        From: birds+help@example.org
                        Subject: =?utf-8?q?birds_digest,_issue_1_=281-2=29?=
                        Date: Tue, 04 Mar 2025 12:00:00 +0000
                        Message-ID: <1741089600-ID@example.org>
                        X-Pond: yes
                        X-Last: 1
                        To: dora@x.example

                        --0000000000000003
                        Content-Type: text/plain; charset=UTF-8
                        Content-Transfer-Encoding: 8bit

                        Mailing list: birds@example.org
                        Posts in this issue: 1-2

                        Topics:

                        Owls
                              1 - J\u00f6rg <jo@x.example>
                              2 - bob@x.example


                        --0000000000000003
                        Content-Type: multipart/digest; boundary=0000000000000004
                        Content-Transfer-Encoding: 8bit

                        --0000000000000004
                        Content-Type: message/rfc822
                        Content-Disposition: inline; filename="birds_1.eml"

                        From: =?UTF-8?Q?J=C3=B6rg?= <jo@x.example>
                        Subject: Owls
                        Message-ID: <1@x>

                        Hoo.

                        --0000000000000004
                        Content-Type: message/rfc822
                        Content-Transfer-Encoding: 8bit
                        Content-Disposition: inline; filename="birds_2.eml"

                        From: bob@x.example
                        Subject: Re: Owls
                        In-Reply-To: <1@x>

                        Sch\u00f6n.

                        --0000000000000004--

                        --0000000000000003--
                        """.replace("\n", "\r\n"));
        assertThat(peer.accepted().get(0).sender()).isEqualTo("birds+bounces-0-dora=x.example@example.org");
        assertThat(list.files().content("lastdigest")).isEqualTo("2:1741089600:1\n");
        assertThat(list.files().names("queue")).containsExactly("discarded");
        assertThat(list.notes())
                .containsExactly(" - control/customheaders: not for digests, left out: Subject: mine folded");
    }

    @Test
    void another_library_reads_it() throws Exception {
        posts(MaintainedList.POST, "Subject: =?utf-8?q?Enten?=\r\nFrom: e@x.example\r\n\r\nquak\r\n");
        list.run();
        MimeMessage mail =
                new MimeMessage((Session) null, new ByteArrayInputStream(sent().getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(mail.getHeader("Subject")).hasSize(1);
        assertThat(mail.getSubject()).isEqualTo("birds digest, issue 1 (1-2)");
        MimeMultipart mixed = (MimeMultipart) mail.getContent();
        MimeMultipart digest = (MimeMultipart) mixed.getBodyPart(1).getContent();
        assertThat(digest.getContentType()).startsWith("multipart/digest");
        assertThat(digest.getCount()).isEqualTo(2);
        MimeBodyPart second = (MimeBodyPart) digest.getBodyPart(1);
        assertThat(second.getFileName()).isEqualTo("birds_2.eml");
        assertThat(((MimeMessage) second.getContent()).getContent()).isEqualTo("quak\r\n");
    }

    @Test
    void without_text_the_mail_is_the_posts_alone() {
        posts(MaintainedList.POST);
        list.files().control("nodigesttext", "");
        list.run();
        assertThat(sent())
                .contains("\r\nSubject: =?utf-8?q?birds_digest,_issue_1_=281=29?=\r\n")
                .contains("\r\nContent-Type: multipart/digest; boundary=")
                .doesNotContain("text/plain", "multipart/mixed");
    }

    @Test
    void list_headers_and_places_of_the_posts_are_shown_where_the_list_shows_headers() {
        posts(MaintainedList.POST);
        list.files().control("listheaders", "");
        list.run();
        assertThat(sent())
                .contains("\r\nList-Id: <birds.example.org>\r\n", "\r\nList-Post: <mailto:birds@example.org>\r\n")
                .contains("\r\nArchived-At: <mailto:birds+get-1@example.org>\r\n");
    }

    @Test
    void places_are_not_shown_where_nobody_gets_old_posts() {
        posts(MaintainedList.POST);
        list.files().control("listheaders", "").control("noget", "");
        list.run();
        assertThat(sent()).contains("List-Id:").doesNotContain("Archived-At");
    }

    @Test
    void text_of_the_list_gives_subject_and_introduction() {
        posts(MaintainedList.POST, MaintainedList.POST);
        list.files()
                .file(
                        "text/digest",
                        "Subject: $list$ $digestissue$\n\nMessages $digestinterval$:\n- %digestthreads%\nend\n");
        list.run();
        assertThat(sent())
                .contains("\r\nSubject: birds 1\r\n")
                .contains("Messages 1-2:\r\n- Swans\r\n-       1 - Ann <ann@x.example>\r\n"
                        + "-       2 - Ann <ann@x.example>\r\n- \r\nend\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hello\n\nbody\n", "Hello\nbody\n", "X-Header: 1\n\nbody\n"})
    void text_without_subject_gets_the_usual_one(String text) {
        posts(MaintainedList.POST);
        list.files().file("text/digest", text);
        list.run();
        assertThat(sent())
                .contains("Subject: =?utf-8?q?Digest_of_birds=40example.org_issue_1_=281=29?=\r\n")
                .contains("\r\n\r\nbody\r\n")
                .doesNotContain("Hello", "X-Header");
    }

    @Test
    void line_below_the_subject_that_is_not_empty_is_left_out() {
        posts(MaintainedList.POST);
        list.files().file("text/digest", "Subject: Hello\nBcc: everybody\nbody\n");
        list.run();
        assertThat(sent()).contains("Subject: Hello\r\n", "\r\n\r\nbody\r\n").doesNotContain("Bcc");
    }

    @Test
    void hostile_headers_of_posts_add_nothing_to_the_digest() {
        posts("Subject: =?utf-8?q?one=0D=0ABcc=3A_x=40y=0A--0000000000000003?=\nFrom: $listaddr$ %text help%\n\nx\n");
        list.run();
        assertThat(sent())
                .contains("one  Bcc: x@y --0000000000000003\r\n", "1 - $listaddr$ %text help%\r\n")
                .doesNotContain(
                        "\r\nBcc", "\r\n--0000000000000003\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\nMailing");
    }

    @Test
    void boundary_that_occurs_in_a_post_is_not_used() {
        posts("Subject: x\n\n--0000000000000003\n--0000000000000004--\n");
        list.run();
        assertThat(sent()).contains("boundary=0000000000000005", "boundary=0000000000000006");
    }

    @Test
    void numbers_that_are_missing_for_good_are_passed_over() throws IOException {
        posts(MaintainedList.POST, MaintainedList.POST, MaintainedList.POST);
        Files.delete(list.files().path("archive/2"));
        list.run();
        assertThat(sent()).contains("birds_1.eml", "birds_3.eml").doesNotContain("birds_2.eml");
        assertThat(list.files().content("lastdigest")).startsWith("3:");
    }

    @Test
    void post_that_is_still_on_its_way_is_in_the_next_digest() throws IOException {
        posts(MaintainedList.POST, MaintainedList.POST);
        Files.delete(list.files().path("archive/2"));
        list.run();
        assertThat(list.files().content("lastdigest")).startsWith("1:");
        list.pass(Duration.ofDays(7))
                .file("archive/2", MaintainedList.POST, HOUR)
                .run();
        assertThat(list.files().content("lastdigest")).startsWith("2:").endsWith(":2\n");
        assertThat(peer.accepted()).hasSize(2);
    }

    @Test
    void post_that_never_comes_is_not_waited_for_longer_than_a_day() throws IOException {
        posts(MaintainedList.POST);
        Files.delete(list.files().path("archive/1"));
        list.run();
        assertThat(list.files().content("lastdigest")).isEmpty();
        list.pass(Duration.ofHours(24)).run();
        assertThat(list.files().content("lastdigest")).startsWith("1:").endsWith(":0\n");
        assertThat(peer.accepted()).isEmpty();
    }

    @Test
    void misspelt_name_of_the_original_counts_only_where_the_right_one_is_missing() {
        posts(MaintainedList.POST, MaintainedList.POST, MaintainedList.POST);
        list.files().control("digestmaxmail", "1\n");
        list.run();
        assertThat(list.files().content("lastdigest")).startsWith("1:");
        list.files().control("digestmaxmails", "2\n");
        list.run();
        assertThat(list.files().content("lastdigest")).startsWith("3:");
    }

    @Test
    void dead_relay_leaves_the_digest_for_the_next_run() {
        posts(MaintainedList.POST);
        peer.refuseConnections();
        list.run();
        assertThat(list.files().content("lastdigest")).isEmpty();
        assertThat(list.files().names("queue")).containsExactly("discarded");
    }

    @Test
    void reader_who_cannot_be_served_gets_it_later() {
        posts(MaintainedList.POST);
        peer.once("RCPT TO:<dora", PeerAnswer.reply("440 later"));
        list.run();
        assertThat(list.files().names("requeue/digest1")).containsExactly("mailfile", "subscribers");
        assertThat(list.files().content("lastdigest")).startsWith("1:");
        list.run();
        assertThat(peer.delivered()).containsExactly("dora@x.example");
        assertThat(list.files().names("requeue")).isEmpty();
    }

    @Test
    void unusable_file_is_mended_and_said() {
        posts(MaintainedList.POST);
        list.files().file("lastdigest", "rubbish that is longer than what comes\n");
        list.run();
        assertThat(list.files().content("lastdigest")).isEqualTo("1:1741089600:0\n");
        assertThat(list.notes()).singleElement().asString().contains("makes no sense");
        assertThat(peer.accepted()).isEmpty();
    }

    @Test
    void file_that_somebody_holds_means_that_somebody_else_sends() throws IOException {
        posts(MaintainedList.POST);
        list.files().file("lastdigest", "");
        try (LockedFile held = LockedFile.open(list.files().path("lastdigest"), DurableFiles::openExisting)) {
            assertThat(held.channel().isOpen()).isTrue();
            list.run();
        }
        assertThat(peer.accepted()).isEmpty();
    }

    @Test
    void list_without_archive_has_no_digests() {
        posts(MaintainedList.POST);
        list.files().control("noarchive", "");
        list.run();
        assertThat(list.notes()).containsExactly(" - noarchive is set, so there are no digests");
        assertThat(list.files().has("lastdigest")).isFalse();
    }
}
