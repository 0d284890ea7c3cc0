package org.jmlmmj.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.ReceivedMail;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.dist.Launch.Finished;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A subscription from the first mail to the last, through the real programs, with the installed texts. */
class CommandIT {
    private static final Path RECEIVE = Installation.built().program("mlmmj-receive");

    @TempDir
    private Path folder = Path.of("");

    private ScriptedSmtpPeer relay = ScriptedSmtpPeer.start();
    private ListFixture list;

    static List<Jdk> jdks() throws IOException {
        return Jdk.all();
    }

    @BeforeEach
    void makeList() {
        list = ListFixture.in(folder).control("relayhost", "127.0.0.1\n").control("smtpport", relay.port() + "\n");
    }

    @AfterEach
    void endOfRelay() {
        relay.close();
    }

    /** Writes to an address of the list, and returns the last mail that the relay got then. */
    private ReceivedMail write(Jdk jdk, String to) throws Exception {
        String mail = "From: Ann <ann@example.net>\nTo: " + to + "\n\nplease\n";
        Finished finished = Launch.of(RECEIVE, "-F", "-L", list.folder())
                .with("JMLMMJ_JAVA", jdk.home())
                .with("SENDER", "ann@example.net")
                .stdin(mail)
                .run();
        assertThat(finished.status()).as(finished.err()).isZero();
        List<ReceivedMail> mails = relay.accepted();
        return mails.get(mails.size() - 1);
    }

    private static String replyTo(ReceivedMail mail) {
        return mail.text()
                .lines()
                .filter(line -> line.startsWith("Reply-To: "))
                .findFirst()
                .orElse("no Reply-To")
                .substring("Reply-To: ".length());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void somebody_joins_reads_and_leaves(Jdk jdk) throws Exception {
        ReceivedMail question = write(jdk, "birds+subscribe@example.org");
        assertThat(question.recipient()).isEqualTo("ann@example.net");
        ReceivedMail welcome = write(jdk, replyTo(question));
        assertThat(welcome.text()).contains("ann@example.net");
        assertThat(list.content("subscribers.d/a")).isEqualTo("ann@example.net\n");

        assertThat(write(jdk, "birds@example.org").sender()).isEqualTo("birds+bounces-1-ann=example.net@example.org");
        assertThat(write(jdk, "birds+get-1@example.org").text()).contains("please");

        write(jdk, replyTo(write(jdk, "birds+unsubscribe@example.org")));
        assertThat(list.names("subscribers.d")).isEmpty();
        assertThat(list.names("subconf")).isEmpty();
        assertThat(list.names("unsubconf")).isEmpty();
        assertThat(list.names("queue")).containsExactly("discarded");
        assertThat(relay.accepted()).hasSize(6);
    }
}
