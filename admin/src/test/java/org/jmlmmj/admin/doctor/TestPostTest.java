package org.jmlmmj.admin.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.ReceivedMail;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.send.StopSignal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestPostTest {
    private final ScriptedSmtpPeer relay = ScriptedSmtpPeer.start();

    @TempDir
    private Path folder = Path.of("");

    private ListFixture list;

    @BeforeEach
    void makeList() {
        list = ListFixture.in(folder).control("smtpport", relay.port() + "\n").subscribers("bob@example.net");
    }

    @AfterEach
    void endOfRelay() {
        relay.close();
    }

    private List<String> examine(Optional<Path> mailbox, Duration patience) throws IOException {
        EmailAddress recipient = EmailAddress.of("ann@example.net");
        TestPost post = new TestPost(recipient, mailbox, list.names(), new StopSignal(), patience);
        return Examination.of(post, list.open());
    }

    @Test
    void goes_to_the_one_address_and_leaves_nothing_behind() throws Exception {
        assertThat(examine(Optional.empty(), Duration.ZERO))
                .singleElement()
                .asString()
                .startsWith("warn the relay took the test post to ann@example.net");

        ReceivedMail mail = relay.accepted().get(0);
        assertThat(relay.delivered()).containsExactly("ann@example.net");
        assertThat(mail.sender()).isEqualTo("birds+bounces-help@example.org");
        assertThat(mail.text()).contains("From: birds@example.org").contains("Auto-Submitted: auto-generated");
        assertThat(list.names("queue")).containsExactly("discarded");
    }

    @Test
    void is_forgotten_when_the_relay_does_not_take_it() throws Exception {
        relay.refuseConnections();

        assertThat(examine(Optional.empty(), Duration.ZERO))
                .singleElement()
                .asString()
                .startsWith("FAIL the relay did not take");
        assertThat(list.names("queue")).containsExactly("discarded");
    }

    @ParameterizedTest
    @CsvSource({
        "example.org, ok the test post arrived with a DKIM signature of example.org",
        "other.example, warn the test post arrived with a DKIM signature of other.example",
        "'', FAIL the test post arrived without a DKIM signature"
    })
    void signature_is_looked_for_where_the_post_arrives(String domain, String finding) throws Exception {
        Path mailbox = folder.resolve("mbox");
        CompletableFuture<List<String>> found = CompletableFuture.supplyAsync(() -> {
            try {
                return examine(Optional.of(mailbox), Duration.ofSeconds(30));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        Awaitility.await().until(() -> !relay.accepted().isEmpty());
        String signature = domain.isEmpty()
                ? ""
                : "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/simple;\r\n\td=" + domain + "; s=dkim; h=From; b=x\r\n";
        Files.writeString(
                mailbox,
                "From x Tue Mar  4\nSubject: other\nDKIM-Signature: d=wrong.example\n\nx\n\nFrom y Tue Mar  4\n"
                        + signature + relay.accepted().get(0).text());

        assertThat(found.get(60, TimeUnit.SECONDS)).singleElement().asString().startsWith(finding);
    }

    @Test
    void post_that_does_not_arrive_is_a_failure() throws Exception {
        Files.createDirectories(folder.resolve("Maildir/new"));

        assertThat(examine(Optional.of(folder.resolve("Maildir")), Duration.ofMillis(300)))
                .singleElement()
                .asString()
                .startsWith("FAIL the relay took the test post, and it did not arrive");
    }

    @Test
    void finds_a_mail_in_a_folder_of_mails() throws Exception {
        Path mails = Files.createDirectories(folder.resolve("Maildir/cur"));
        Files.writeString(mails.resolve("1"), "message-id: <1@x>\r\nDkim-Signature: v=1; d=a.example;\r\n\r\nbody");
        Files.writeString(mails.resolve("2"), "Message-ID: <2@x>\n\nDKIM-Signature: d=b.example\n");

        assertThat(ArrivedMail.find(folder.resolve("Maildir"), "<1@x>")
                        .orElseThrow()
                        .signers())
                .containsExactly("a.example");
        assertThat(ArrivedMail.find(folder.resolve("Maildir"), "<2@x>")
                        .orElseThrow()
                        .signers())
                .isEmpty();
        assertThat(ArrivedMail.find(folder.resolve("Maildir"), "<3@x>")).isEmpty();
    }
}
