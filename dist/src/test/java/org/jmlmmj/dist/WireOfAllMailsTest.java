package org.jmlmmj.dist;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.jmlmmj.core.cli.Answer;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.MemoryFolder;
import org.jmlmmj.core.test.ReceivedMail;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.maintd.MaintenanceSetup;
import org.jmlmmj.maintd.MlmmjMaintd;
import org.jmlmmj.receive.MlmmjReceive;
import org.jmlmmj.send.StopSignal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a mail and the files of a list hold, every mail that comes of it is one mail for every server: posts, copies for owners and
 * moderators, refusals, list texts, old posts, digests, probes. Servers of any strictness read the same if lines end with CR LF only and
 * each dot in front of one is doubled; that they do is tested where the client is.
 */
class WireOfAllMailsTest {
    /** So late that a digest is due. */
    private static final Instant NOW = ListFixture.NOON.plus(Duration.ofDays(8));

    private static final Pattern COMMAND =
            Pattern.compile("EHLO [!-~]+|DATA|RSET|QUIT|MAIL FROM:<[^<>]*>( [ -~]*)?|RCPT TO:<[^<>\\s]+@[^<>\\s]+>");

    private static final Pattern BARE = Pattern.compile("(?<!\r)\n|\r(?!\n)");
    private static final Pattern SINGLE_DOT = Pattern.compile("(?:^|\r\n)\\.(?!\\.)");

    private static final List<String> PIECES = List.of(
            "\r",
            "\n",
            "\r\n",
            ".",
            "\r.\r",
            "\n.\r\n",
            "\r\n.\n",
            "\r\n.\r\nMAIL FROM:<evil@attacker.example>\r\nRCPT TO:<evil@attacker.example>\r\nDATA\r\n",
            "\n.\nQUIT\n",
            "\n. \n",
            "\n.\0\r",
            "\0",
            "\u000b",
            "\u0085QUIT",
            "\u00e9",
            "=0D=0A.=0D=0A",
            "=?utf-8?q?a=0D=0A.=0D=0AQUIT?=",
            "\nContent-Type: text/html\n",
            "$subject$ %originalmail% $posteraddr$",
            "a word",
            " ",
            "\t");

    @TempDir(factory = MemoryFolder.class)
    Path folder;

    private final ScriptedSmtpPeer relay = ScriptedSmtpPeer.start();
    private ListFixture list = ListFixture.of(Path.of(""));

    @BeforeEach
    void makeList() {
        list = ListFixture.in(folder)
                .control("smtpport", relay.port() + "\n")
                .control("relayhost", "127.0.0.1\n")
                .control("owner", "keeper@x.example\n")
                .control("moderators", "mod@x.example\n")
                .subscribers("ann@x.example", "bob@x.example")
                .lines("digesters.d", "dora@x.example");
    }

    @AfterEach
    void end() {
        relay.close();
    }

    private static String mix(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(14); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static String mail(Random random, String from) {
        return "From: " + from + "\nTo: birds@example.org\nMessage-ID: <" + random.nextInt() + "@x>\nSubject: "
                + mix(random) + "\n\n" + mix(random);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24})
    void every_mail_is_one_mail(long seed) {
        Random random = new Random(seed);
        relay.announce(random.nextBoolean() ? new String[] {"PIPELINING", "8BITMIME"} : new String[] {"SIZE"});
        decorate(random);
        receive("ann@x.example", "", mail(random, "ann@x.example"));
        receive("ann@x.example", "owner", mail(random, "ann@x.example"));
        for (String command : List.of("help", "faq", "get-1", "subscribe", "unsubscribe")) {
            receive("eve@x.example", command, mail(random, "eve@x.example"));
        }
        list.control("subonlypost", "");
        receive("eve@x.example", "", mail(random, "eve@x.example"));
        list.control("moderated", "").control("notifymod", "");
        receive("ann@x.example", "", mail(random, "ann@x.example"));
        prepareProbe(random);
        maintain();
        check();
        assertThat(relay.delivered())
                .contains(
                        "bob@x.example",
                        "keeper@x.example",
                        "eve@x.example",
                        "mod@x.example",
                        "ann@x.example",
                        "dora@x.example");
        assertThat(relay.accepted())
                .extracting(ReceivedMail::sender)
                .anyMatch(sender -> sender.contains("+bounces-probe-bob=x.example"));
    }

    private void decorate(Random random) {
        list.control("footer", mix(random)).control("prefix", mix(random));
        list.control("customheaders", "X-List: birds " + mix(random) + "\nX-Last: " + mix(random));
        for (String text : List.of("help", "faq", "sub-confirm", "moderation", "deny-post-subonlypost", "digest")) {
            if (random.nextBoolean()) {
                list.file("text/" + text, "Subject: " + mix(random) + "\n\n" + mix(random) + "\n%originalmail%\n");
            }
        }
    }

    /** An address whose mail has just come back, with this in the bounce. */
    private void prepareProbe(Random random) {
        list.file("bounce/bob=x.example", "1:" + NOW.getEpochSecond() + " # then\n");
        list.file("bounce/bob=x.example.lastmsg", mail(random, "mailer-daemon@x.example"));
    }

    private void receive(String sender, String extension, String mail) {
        MlmmjReceive program =
                new MlmmjReceive(new Answer(silent(), silent()), folder.resolve("none"), StopSignal::new);
        run(program, mail, "-F", "-L", list.folder().toString(), "-s", sender, "-e", extension);
    }

    private void maintain() {
        MaintenanceSetup setup = new MaintenanceSetup(
                folder.resolve("none"), (owner, mail) -> {}, Optional.empty(), Duration.ofHours(1), false, () -> {});
        run(
                new MlmmjMaintd(setup, new StopSignal()),
                "",
                "-F",
                "-L",
                list.folder().toString());
    }

    private static PrintStream silent() {
        return new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    }

    private void run(Program program, String in, String... arguments) {
        ExitStatus status = program.run(new Invocation(
                "program",
                List.of(arguments),
                Map.of(),
                new ByteArrayInputStream(in.getBytes(ISO_8859_1)),
                silent(),
                silent(),
                Clock.fixed(NOW, ZoneOffset.UTC),
                list.names(),
                list.syslog()));
        assertThat(status)
                .as("%s: %s", Arrays.asList(arguments), list.syslog().lines())
                .isEqualTo(ExitStatus.OK);
    }

    private void check() {
        List<String> commands = relay.commands();
        assertThat(commands).allMatch(command -> COMMAND.matcher(command).matches());
        assertThat(commands.stream().filter(command -> command.startsWith("MAIL")))
                .hasSameSizeAs(relay.accepted());
        assertThat(commands).noneMatch(command -> command.startsWith("RCPT TO:<evil"));
        for (ReceivedMail mail : new ArrayList<>(relay.accepted())) {
            String raw = new String(mail.raw(), ISO_8859_1);
            assertThat(BARE.matcher(raw).find()).as(raw).isFalse();
            assertThat(SINGLE_DOT.matcher(raw).find()).as(raw).isFalse();
        }
    }
}
