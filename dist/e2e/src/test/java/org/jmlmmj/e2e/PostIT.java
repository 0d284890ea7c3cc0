package org.jmlmmj.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Posts from the sender's mail program to the subscribers' mailboxes. */
@ExtendWith(Servers.class)
class PostIT {
    private final ListServer server;

    PostIT(ListServer server) {
        this.server = server;
    }

    private List<Arrived> copies(String subject, int number) throws Exception {
        server.world().awaitAll("copies of " + subject, number, mail -> isOf(mail, subject));
        server.awaitQuiet();
        return server.world().mails(mail -> isOf(mail, subject));
    }

    private static boolean isOf(Arrived mail, String subject) {
        return mail.header("Subject").contains(subject);
    }

    @Test
    void every_subscriber_gets_one_copy_with_an_envelope_sender_of_his_own() throws Exception {
        MadeList list = server.make("copies");
        List<String> people = list.subscribe("ann", "bob", "carl");

        list.post(people.get(0), "First swallow");
        List<Arrived> mails = copies("First swallow", 3);

        assertThat(mails).extracting(Arrived::recipient).containsExactlyInAnyOrderElementsOf(people);
        assertThat(mails)
                .allSatisfy(mail -> assertThat(mail.sender())
                        .isEqualTo("copies+bounces-1-" + mail.recipient().replace('@', '=') + "@lists.example.org"));
    }

    @Test
    void every_copy_bears_a_valid_signature_of_the_domain_of_the_list() throws Exception {
        MadeList list = server.make("signed");
        List<String> people = list.subscribe("ann", "bob");

        list.post(people.get(0), "Signed swallow");

        Dkim dkim = server.amavis().dkim();
        for (Arrived mail : copies("Signed swallow", 2)) {
            assertThat(dkim.signers(mail)).containsExactly(ListServer.DOMAIN);
        }
    }

    @Test
    void footers_stand_in_the_text_and_in_the_html_before_the_mail_is_signed() throws Exception {
        MadeList list = server.make("footers")
                .control("footer_text", "-- \nThe bird list\n")
                .control("footer_html", "<p>The <b>bird</b> list</p>\n");
        List<String> people = list.subscribe("ann");

        list.send(people.get(0), list.address(), """
                From: %s
                To: %s
                Subject: Two swallows
                MIME-Version: 1.0
                Content-Type: multipart/alternative; boundary="b"

                --b
                Content-Type: text/plain

                Two of them.
                --b
                Content-Type: text/html

                <html><body><p>Two of them.</p></body></html>
                --b--
                """.formatted(people.get(0), list.address()));

        Arrived mail = copies("Two swallows", 1).get(0);
        assertThat(mail.body())
                .containsSubsequence(
                        "Two of them.\n",
                        "-- \nThe bird list\n",
                        "text/html",
                        "<p>The <b>bird</b> list</p>",
                        "</body>");
        assertThat(server.amavis().dkim().signers(mail)).containsExactly(ListServer.DOMAIN);
    }

    @Test
    void eight_bit_mail_is_recoded_before_it_is_signed_so_that_the_signature_stays_valid() throws Exception {
        MadeList list = server.make("umlauts");
        List<String> people = list.subscribe("ann");

        list.send(people.get(0), list.address(), """
                From: %s
                To: %s
                Subject: Eight bits
                MIME-Version: 1.0
                Content-Type: text/plain; charset=iso-8859-1
                Content-Transfer-Encoding: 8bit

                V\u00f6gel \u00fcber dem Teich.
                .
                """.formatted(people.get(0), list.address()));

        Arrived mail = copies("Eight bits", 1).get(0);
        assertThat(mail.header("Content-Transfer-Encoding")).isEqualTo("quoted-printable");
        assertThat(mail.body()).isEqualTo("V=F6gel =FCber dem Teich.\n.\n");
        assertThat(server.amavis().dkim().signers(mail)).containsExactly(ListServer.DOMAIN);
        assertThat(list.text("archive/1")).endsWith("\n\nV\u00f6gel \u00fcber dem Teich.\n.\n");
    }

    @Test
    void eight_bit_mail_keeps_its_signature_too_when_the_list_sends_it_as_it_is() throws Exception {
        MadeList list = server.make("rawumlauts").control("eightbit", "asis\n");
        String ann = list.subscribe("ann").get(0);

        list.send(
                ann,
                list.address(),
                "From: " + ann + "\nTo: " + list.address() + "\nSubject: Raw bits\nMIME-Version: 1.0\n"
                        + "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\nV\u00f6gel.\n");

        Arrived mail = copies("Raw bits", 1).get(0);
        assertThat(mail.body()).isEqualTo("V\u00f6gel.\n");
        assertThat(server.amavis().dkim().signers(mail)).containsExactly(ListServer.DOMAIN);
    }

    @Test
    void a_changed_mail_is_found_out_by_the_verifier() throws Exception {
        MadeList list = server.make("forged");
        List<String> people = list.subscribe("ann");
        list.post(people.get(0), "Forged swallow");
        Arrived mail = copies("Forged swallow", 1).get(0);
        Dkim dkim = server.amavis().dkim();

        assertThatThrownBy(() -> dkim.signers(new Arrived(mail.text().replace("says the text", "lies the text"))))
                .hasMessageContaining("signature not valid");
    }

    @Test
    void a_subscriber_may_be_an_alias_or_another_list() throws Exception {
        MadeList inner = server.make("inner");
        List<String> people = inner.subscribe("ann");
        MadeList outer = server.make("outer");
        server.tables()
                .use(handle -> handle.execute(
                        "INSERT INTO forwardings (address, forwarding, domain, dest_domain, is_alias) VALUES (?, ?, ?, ?, 1)",
                        "flock@" + ListServer.DOMAIN,
                        "bob-outer@people.example",
                        ListServer.DOMAIN,
                        "people.example"));
        server.adminApi().subscribe(outer.address(), "flock@" + ListServer.DOMAIN, people.get(0));

        outer.post(people.get(0), "Nested swallow");

        assertThat(copies("Nested swallow", 2))
                .extracting(Arrived::recipient)
                .containsExactlyInAnyOrder("bob-outer@people.example", people.get(0));
    }

    /** As the content filter of iRedMail does with what comes from strangers (10024) and from people of the server (10026). */
    @ParameterizedTest
    @ValueSource(strings = {"10024", "10026"})
    void a_post_is_scanned_on_its_way_to_the_list(String filter) throws Exception {
        MadeList list = server.make("scanned" + filter);
        String ann = list.subscribe("ann").get(0);

        SmtpClient.send(
                server.place().port(filter),
                ann,
                List.of(list.address()),
                "From: " + ann + "\nTo: " + list.address() + "\nSubject: Scanned swallow " + filter + "\n\nHello.\n");

        assertThat(copies("Scanned swallow " + filter, 1)).hasSize(1);
    }

    @Test
    void a_mail_for_two_lists_is_a_post_on_each() throws Exception {
        MadeList first = server.make("twin1");
        MadeList second = server.make("twin2");
        String ann = first.subscribe("ann").get(0);
        server.adminApi().subscribe(second.address(), ann);

        server.send(
                ann,
                List.of(first.address(), second.address()),
                "From: " + ann + "\nTo: " + first.address() + ", " + second.address()
                        + "\nSubject: Twin swallows\n\nHello.\n");

        assertThat(copies("Twin swallows", 2))
                .extracting(mail -> mail.sender().replaceFirst("\\+.*", ""))
                .containsExactlyInAnyOrder("twin1", "twin2");
    }
}
