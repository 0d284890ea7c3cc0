package org.jmlmmj.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jmlmmj.admin.MlmmjList;
import org.jmlmmj.admin.MlmmjSub;
import org.jmlmmj.admin.MlmmjUnsub;
import org.jmlmmj.bounce.MlmmjBounce;
import org.jmlmmj.core.cli.Answer;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.cli.Terminal;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.MemoryFolder;
import org.jmlmmj.core.test.OddFile;
import org.jmlmmj.core.test.ReceivedMail;
import org.jmlmmj.core.test.RunningUser;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.maintd.MaintenanceSetup;
import org.jmlmmj.maintd.MlmmjMaintd;
import org.jmlmmj.receive.MlmmjProcess;
import org.jmlmmj.receive.MlmmjReceive;
import org.jmlmmj.send.MlmmjSend;
import org.jmlmmj.send.StopSignal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever lies where a file of the list belongs: programs end, lose no mail, and neither tell nor touch what is not the list's. As
 * root on a list of somebody else, this is how the owner of a list would attack the machine.
 */
class OddFilesTest {
    private static final String SECRET = "root:the-secret-of-root:0\n";
    private static final int OWNER = 54321;
    private static final int SECONDS = 30;
    private static final String NAME = "0123456789abcdef";
    private static final String POST =
            "From: ann@x.example\nTo: birds@example.org\nSubject: swans\nMessage-ID: <7@x>\n\nhello\n";

    /** Every kind of file that a list can have. */
    private static final Map<String, String> FILES = Map.ofEntries(
            Map.entry("control/listaddress", "birds@example.org\n"),
            Map.entry("control/owner", "keeper@example.org\n"),
            Map.entry("control/moderators", "mod@example.org\n"),
            Map.entry("control/access", "allow\n"),
            Map.entry("control/footer", "-- \nbirds\n"),
            Map.entry("control/customheaders", "X-List: birds\n"),
            Map.entry("control/prefix", "[birds]\n"),
            Map.entry("control/noarchive", ""),
            Map.entry("index", "7"),
            Map.entry("lastdigest", "7:1741000000:1\n"),
            Map.entry("mlmmj.operation.log", "old line\n"),
            Map.entry("mlmmj-maintd.lastrun.log", "old run\n"),
            Map.entry(".maintd.lock", ""),
            Map.entry(".subscribers.lock", ""),
            Map.entry("subscribers.d/a", "ann@x.example\n"),
            Map.entry("subscribers.d/b", "bob@x.example\n"),
            Map.entry("subscribers.d/.n.lock", ""),
            Map.entry("subscribers.d/n", "nils@x.example\n"),
            Map.entry("digesters.d/d", "dora@x.example\n"),
            Map.entry("archive/7", POST),
            Map.entry("archive/8", POST),
            Map.entry("queue/" + NAME, POST),
            Map.entry("queue/" + NAME + ".mailfrom", "birds+bounces-help@example.org"),
            Map.entry("queue/" + NAME + ".reciptto", "ann@x.example"),
            Map.entry("queue/discarded/" + NAME, POST),
            Map.entry("moderation/" + NAME, POST),
            Map.entry("moderation/" + NAME + ".omit", "ann@x.example"),
            Map.entry("subconf/" + NAME, "nils@x.example"),
            Map.entry("unsubconf/" + NAME, "bob@x.example"),
            Map.entry("bounce/bob=x.example", "7:1741000000 # Mon Mar  3 11:06:40 2025\n"),
            Map.entry("bounce/bob=x.example-probe", "1741000000"),
            Map.entry("bounce/bob=x.example.lastmsg", POST),
            Map.entry("incoming/" + NAME, POST),
            Map.entry("incoming/" + NAME + ".envelope", "SENDER=ann@x.example\0"),
            Map.entry("requeue/7/subscribers", "bob@x.example\n"),
            Map.entry("requeue/8/subscribers.resending", "bob@x.example\n"),
            Map.entry("requeue/7/mailfile", POST),
            Map.entry("requeue/7/sending", "no journal\n"),
            Map.entry("text/sub-confirm", "Subject: confirm\n\n$confaddr$\n"),
            Map.entry("text/help", "Subject: help\n\nhelp\n"));

    @TempDir(factory = MemoryFolder.class)
    Path folder;

    private final ScriptedSmtpPeer relay = ScriptedSmtpPeer.start();
    private final ExecutorService programs = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task);
        // One that hangs must not keep the tests from ending.
        thread.setDaemon(true);
        return thread;
    });
    private Path secret = Path.of("");
    private ListFixture list = ListFixture.of(secret);

    @BeforeEach
    void makeSecret() throws IOException {
        Path closed = Files.createDirectories(folder.resolve("root"));
        secret = Files.writeString(closed.resolve("secret"), SECRET);
        RunningUser.chmod(secret, 0600);
        RunningUser.chmod(closed, 0700);
        RunningUser.chmod(folder, 0755);
    }

    @AfterEach
    void end() {
        programs.shutdownNow();
        relay.close();
    }

    @ParameterizedTest
    @EnumSource(OddFile.class)
    void programs_end_and_harm_nobody(OddFile odd) throws Exception {
        for (String name : FILES.keySet()) {
            try {
                play(name, odd);
            } catch (AssertionError e) {
                throw new AssertionError(odd + " " + name, e);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(OddFile.class)
    void programs_of_people_end_and_harm_nobody(OddFile odd) throws Exception {
        for (String name : FILES.keySet()) {
            try {
                playPeople(name, odd);
            } catch (AssertionError e) {
                throw new AssertionError(odd + " " + name, e);
            }
        }
    }

    private void playPeople(String name, OddFile odd) throws Exception {
        makeList(name);
        odd.put(list.path(name), secret);
        giveAway();
        int before = relay.accepted().size();
        Path none = folder.resolve("none");
        MlmmjSub sub = new MlmmjSub(none, StopSignal::new, Terminal.none());
        MlmmjUnsub unsub = new MlmmjUnsub(none, StopSignal::new, Terminal.none());
        runOn(sub, "-a", "new@x.example", "-c");
        runOn(sub, "-a", "newer@x.example", "-C", "-r");
        runOn(sub, "-m", NAME);
        runOn(unsub, "-a", "bob@x.example", "-c");
        runOn(unsub, "-a", "nils@x.example", "-C", "-r");
        runOn(new MlmmjList());
        runOn(new MlmmjList(), "-o");
        runOn(new MlmmjList(), "-m");
        runOn(new MlmmjBounce(none, StopSignal::new), "-a", "bob=x.example", "-n", "8");
        runOn(new MlmmjBounce(none, StopSignal::new), "-a", "bob=x.example", "-p");
        runOn(new MlmmjProcess(none, StopSignal::new), "-m", list.path("incoming/" + NAME));
        runOn(new MlmmjSend(new StopSignal()), "-m", list.path("queue/" + NAME));
        checkSecret(before);
    }

    private void runOn(Program program, Object... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("-L", list.folder().toString()));
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        run(program, all, "");
    }

    private void play(String name, OddFile odd) throws Exception {
        makeList(name);
        odd.put(list.path(name), secret);
        giveAway();
        int before = relay.accepted().size();
        ExitStatus post = receive("", POST.replace("<7@x>", "<new@x>"));
        receive("subscribe", POST.replace("ann@", "new@"));
        receive("help", POST);
        receive("get-7", POST);
        receive("release-" + NAME, POST.replace("ann@", "mod@"));
        receive("confsub-" + NAME, POST.replace("ann@", "nils@"));
        receive("confunsub-" + NAME, POST.replace("ann@", "bob@"));
        receive("bounces-7-bob=x.example", "From: mailer-daemon@x.example\nSubject: failed\n\n550 5.1.1 unknown\n");
        maintain();
        checkSecret(before);
        // What the mail server was told is stored was delivered, or is still there (spec 01 §12).
        if (post == ExitStatus.OK) {
            boolean delivered =
                    relay.accepted().stream().anyMatch(mail -> mail.text().contains("<new@x>"));
            assertThat(delivered || !stored("<new@x>").isEmpty()).as("the post").isTrue();
        }
    }

    private void makeList(String name) throws IOException {
        Path parent = Files.createDirectory(folder.resolve(name.replace('/', '-')));
        RunningUser.chmod(parent, 0755);
        list = ListFixture.in(parent).control("smtpport", relay.port() + "\n").control("relayhost", "127.0.0.1\n");
        Files.createDirectories(list.path("requeue/7"));
        Files.createDirectories(list.path("requeue/8"));
        FILES.forEach(list::file);
    }

    private void giveAway() throws IOException {
        if (RunningUser.isRoot()) {
            try (Stream<Path> all = Files.walk(list.folder())) {
                for (Path path : all.toList()) {
                    RunningUser.chown(path, OWNER, OWNER);
                }
            }
        }
    }

    private ExitStatus receive(String extension, String mail) throws Exception {
        MlmmjReceive program =
                new MlmmjReceive(new Answer(silent(), silent()), folder.resolve("none"), StopSignal::new);
        List<String> arguments = List.of("-F", "-L", list.folder().toString(), "-s", "ann@x.example", "-e", extension);
        return run(program, arguments, mail);
    }

    private void maintain() throws Exception {
        MaintenanceSetup setup = new MaintenanceSetup(
                folder.resolve("none"), (owner, mail) -> {}, Optional.empty(), Duration.ofHours(1), false, () -> {});
        run(
                new MlmmjMaintd(setup, new StopSignal()),
                List.of("-F", "-L", list.folder().toString()),
                "");
    }

    private static PrintStream silent() {
        return new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    }

    /** @return the status, which is none of a program that broke */
    private ExitStatus run(Program program, List<String> arguments, String in) throws Exception {
        Invocation invocation = new Invocation(
                "program",
                arguments,
                Map.of(),
                new ByteArrayInputStream(in.getBytes(UTF_8)),
                silent(),
                silent(),
                Clock.fixed(ListFixture.NOON.plus(Duration.ofDays(2)), ZoneOffset.UTC),
                list.names(),
                list.syslog());
        Future<ExitStatus> end = programs.submit(() -> program.run(invocation));
        try {
            ExitStatus status = end.get(SECONDS, TimeUnit.SECONDS);
            assertThat(status)
                    .as("%s %s", program, arguments)
                    .isIn(ExitStatus.OK, ExitStatus.TEMPORARY_FAILURE, ExitStatus.REFUSED);
            return status;
        } catch (TimeoutException e) {
            throw new AssertionError(program.getClass().getSimpleName() + arguments + " hangs", e);
        } catch (ExecutionException e) {
            throw new AssertionError(program.getClass().getSimpleName() + arguments, e);
        }
    }

    private void checkSecret(int before) throws IOException {
        assertThat(secret).hasContent(SECRET.strip());
        assertThat(RunningUser.mode(secret)).isEqualTo("600");
        assertThat(Files.getAttribute(secret, "unix:nlink")).isEqualTo(1);
        try (Stream<Path> left = Files.list(secret.resolveSibling("."))) {
            assertThat(left.map(Path::getFileName).map(String::valueOf)).containsExactly("secret");
        }
        if (RunningUser.isRoot()) {
            checkSilence(before);
        }
    }

    /** Whoever is not root reads nothing through a link but what he could read anyhow. */
    private void checkSilence(int before) throws IOException {
        List<ReceivedMail> mails = relay.accepted();
        for (ReceivedMail mail : mails.subList(before, mails.size())) {
            assertThat(mail.text() + mail.recipients()).doesNotContain("the-secret");
        }
        assertThat(stored("the-secret")).as("copies of the secret").isEmpty();
    }

    /** The regular files of the list, reached without links, that hold the text. */
    private List<Path> stored(String text) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(list.folder())) {
            for (Path path : all.toList()) {
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                        && new String(Files.readAllBytes(path), UTF_8).contains(text)) {
                    found.add(path);
                }
            }
        }
        return found;
    }
}
