package org.jmlmmj.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.dist.Launch.Finished;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The installed programs take bounces and send probes. */
class BounceIT {
    private static final Installation BUILT = Installation.built();
    private static final Path BOUNCE = BUILT.program("mlmmj-bounce");
    private static final String REPORT = """
            From: MAILER-DAEMON@mx.example.net
            To: birds+bounces-7-ann=example.net@example.org
            Subject: failure notice

            Hi. This is the qmail-send program at mx.example.net.

            <ann@example.net>:
            Sorry, no mailbox here by that name. (#5.1.1)

            --- Below this line is a copy of the message.
            """;

    @TempDir
    private Path folder = Path.of("");

    private final ScriptedSmtpPeer relay = ScriptedSmtpPeer.start();
    private ListFixture list;

    @BeforeEach
    void makeList() {
        list = ListFixture.in(folder)
                .control("relayhost", "127.0.0.1\n")
                .control("smtpport", relay.port() + "\n")
                .file("index", "7")
                .subscribers("ann@example.net");
    }

    @AfterEach
    void endOfRelay() {
        relay.close();
    }

    @Test
    void a_bounce_is_recorded_probed_and_its_probe_settled() throws Exception {
        Finished received = Launch.of(BUILT.program("mlmmj-receive"), "-F", "-L", list.folder())
                .with("SENDER", "")
                .stdin(REPORT)
                .run();
        assertThat(received).isEqualTo(new Finished(0, "", ""));
        assertThat(list.content("bounce/ann=example.net")).startsWith("7:").contains("5.1.1 permanent");
        assertThat(list.content("bounce/ann=example.net.lastmsg")).isEqualTo(REPORT);

        assertThat(Launch.of(BOUNCE, "-L", list.folder(), "-a", "ann=example.net", "-p")
                        .run())
                .isEqualTo(new Finished(0, "", ""));
        assertThat(relay.delivered()).containsExactly("ann@example.net");
        assertThat(list.has("bounce/ann=example.net-probe")).isTrue();

        Finished settled = Launch.of(BUILT.program("mlmmj-receive"), "-F", "-L", list.folder())
                .with("SENDER", "MAILER-DAEMON")
                .stdin(REPORT.replace("bounces-7-", "bounces-probe-"))
                .run();
        assertThat(settled).isEqualTo(new Finished(0, "", ""));
        assertThat(list.has("bounce/ann=example.net-probe")).isFalse();
    }

    @Test
    void trouble_is_temporary_and_wrong_usage_is_64_with_one_line_each() throws Exception {
        Finished usage =
                Launch.of(BOUNCE, "-L", list.folder(), "-a", "ann=example.net").run();
        assertThat(usage.status()).isEqualTo(64);
        assertThat(usage.err()).startsWith("mlmmj-bounce: ").hasLineCount(1);

        Finished missing = Launch.of(BOUNCE, "-L", list.folder(), "-d", "-n", "7", "-m", folder.resolve("gone"))
                .run();
        assertThat(missing.status()).isEqualTo(75);
        assertThat(missing.err()).contains("gone").hasLineCount(1);
    }
}
