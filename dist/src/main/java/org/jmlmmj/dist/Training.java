package org.jmlmmj.dist;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jmlmmj.admin.Installation;
import org.jmlmmj.admin.MlmmjList;
import org.jmlmmj.admin.MlmmjMakeMl;
import org.jmlmmj.admin.MlmmjSub;
import org.jmlmmj.admin.MlmmjUnsub;
import org.jmlmmj.bounce.MlmmjBounce;
import org.jmlmmj.core.cli.Answer;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.cli.Terminal;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.spool.Incoming;
import org.jmlmmj.maintd.MaintenanceSetup;
import org.jmlmmj.maintd.MlmmjMaintd;
import org.jmlmmj.receive.MlmmjProcess;
import org.jmlmmj.receive.MlmmjReceive;
import org.jmlmmj.receive.MlmmjReceiveStrip;
import org.jmlmmj.send.MlmmjSend;
import org.jmlmmj.send.StopSignal;

/**
 * What the programs do day by day, done once: a list is made, people come and go, posts arrive and are sent. What they load
 * on the way is what the start-up archive will hold. For one thread.
 */
final class Training {
    private static final String NAME = "0123456789abcdef";
    private static final String POST = """
            From: Ann <ann@example.net>
            To: training@example.org
            Subject: =?UTF-8?Q?Schw=C3=A4ne?=
            Message-ID: <training@example.net>
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            Schw\u00e4ne auf dem Teich.
            .
            """;

    private static final String TWO_FORMS = """
            From: Ann <ann@example.net>
            To: training@example.org
            Subject: Swans
            MIME-Version: 1.0
            Content-Type: multipart/alternative; boundary="form"

            --form
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Schw=C3=A4ne
            --form
            Content-Type: text/html

            <p>Schw&auml;ne</p>
            --form--
            """;

    private static final String BOUNCE = """
            From: MAILER-DAEMON@mx.example.net
            To: training+bounces-%s@example.org
            Subject: Undelivered
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary=report

            --report
            Content-Type: text/plain

            We are sorry.
            --report
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.net

            Final-Recipient: rfc822; ann@example.net
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 no such user
            --report--
            """;

    private static final Map<String, String> ENVIRONMENT = Map.of("SENDER", "ann@example.net");

    private final Invocation process;
    private final Installation installation;
    private final Path folder;
    private final Path list;
    private final TrainingRelay relay;

    Training(Invocation process, Installation installation, Path folder, TrainingRelay relay) {
        this.process = process;
        this.installation = installation;
        this.folder = folder;
        this.list = folder.resolve("training");
        this.relay = relay;
    }

    /**
     * Runs everything.
     *
     * @throws IOException if a program did not do what it should; its message is part of ours
     */
    void run() throws IOException {
        makeList();
        subscribe();
        receive();
        send();
        welcome();
        command();
        bounce();
        maintain();
        usage();
        logs();
    }

    /** The process itself needs only one of the two, but elsewhere it may be the other one. */
    private static void logs() throws IOException {
        for (String log : List.of("org.jmlmmj.core.log.LoggerSyslog", "org.jmlmmj.core.log.StderrSyslog")) {
            try {
                Class.forName(log);
            } catch (ClassNotFoundException e) {
                throw new IOException(log + " is missing", e);
            }
        }
    }

    /** Receives one more post in the way of a real start, which ends the process. */
    void receiveAndExit() {
        System.setIn(new ByteArrayInputStream(POST.getBytes(StandardCharsets.UTF_8)));
        MlmmjReceive.main(new String[] {"-L", list.toString(), "-s", "ann@example.net"});
    }

    private void subscribe() throws IOException {
        for (String address : List.of("ann@example.net", "bob@example.com", "eve@example.org", "zoe@example.org")) {
            call(sub(), "mlmmj-sub", "-L", list.toString(), "-a", address, "-fqs");
        }
        call(sub(), "mlmmj-sub", "-L", list.toString(), "-a", "eve@example.org", "-d");
        call(
                new MlmmjUnsub(installation.texts(), StopSignal::new, Terminal.none()),
                "mlmmj-unsub",
                "-L",
                list.toString(),
                "-a",
                "zoe@example.org");
        call(new MlmmjList(), "mlmmj-list", "-L", list.toString());
        call(new MlmmjList(), "mlmmj-list", "-L", list.toString(), "-c", "-d");
        call(new MlmmjList(), "mlmmj-list", "-L", list.toString(), "-o");
    }

    /** Two copies of each post go out, as one subscriber of the three gets digests; then a denial. */
    private void receive() throws IOException {
        control("prefix", "[training]");
        control("subonlypost", "");
        // As Postfix pipes it: the envelope is in headers, not in the environment.
        String piped = "Return-Path: <ann@example.net>\nDelivered-To: training@example.org\n" + POST;
        receive(Map.of(), piped, "mlmmj-receive", "-L", list.toString());
        expectMails(2);
        receive(POST, "mlmmj-receive", "-L", list.toString(), "-P");
        try (Stream<Path> stored = Files.list(list.resolve("incoming"))) {
            for (Path mail :
                    stored.filter(file -> Incoming.mailOf(file).isEmpty()).toList()) {
                call(
                        new MlmmjProcess(installation.texts(), StopSignal::new),
                        "mlmmj-process",
                        "-L",
                        list.toString(),
                        "-m",
                        mail.toString());
            }
        }
        expectMails(4);
        receive(POST.replace("ann@", "stranger@"), "mlmmj-receive", "-F", "-L", list.toString());
        expectMails(5);
        receiveStripped();
    }

    /** A post in two forms, one of which is not wanted; the other gets a footer. */
    private void receiveStripped() throws IOException {
        control("mimestrip", "text/html");
        control("footer_text", "-- \nThe training list");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream stream = new PrintStream(said, false, StandardCharsets.UTF_8)) {
            Program program = new MlmmjReceiveStrip(new Answer(stream, stream), installation.texts(), StopSignal::new);
            Invocation invocation = invocation(TWO_FORMS, stream, "mlmmj-receive-strip", "-L", list.toString());
            call(ExitStatus.OK, program, invocation, said);
        }
        expectMails(7);
    }

    private void send() throws IOException {
        Files.writeString(list.resolve("queue").resolve(NAME), POST);
        call(new MlmmjSend(new StopSignal()), "mlmmj-send", "-L", list.toString(), "-m", "queue/" + NAME);
        Files.writeString(list.resolve("queue").resolve(NAME), POST);
        call(new MlmmjSend(new StopSignal()), "mlmmj-send", "-L", list.toString(), "-m", "queue/" + NAME, "-l7");
        expectMails(10);
        sendToMany();
    }

    /** So many that Netty is loaded, which small jobs do without. */
    private void sendToMany() throws IOException {
        int many = 100;
        StringBuilder recipients = new StringBuilder();
        for (int i = 0; i < many; i++) {
            recipients.append("member").append(i).append("@example.net\n");
        }
        Path file = Files.writeString(folder.resolve("many"), recipients);
        Files.writeString(list.resolve("queue").resolve(NAME), POST);
        call(
                new MlmmjSend(new StopSignal()),
                "mlmmj-send",
                "-L",
                list.toString(),
                "-m",
                "queue/" + NAME,
                "-l4",
                "-F",
                "",
                "-s",
                file.toString());
        expectMails(10 + many);
    }

    private Program sub() {
        return new MlmmjSub(installation.texts(), StopSignal::new, Terminal.none());
    }

    /** By itself, and none in bulk. */
    private void welcome() throws IOException {
        int before = relay.mails();
        call(sub(), "mlmmj-sub", "-L", list.toString(), "-a", "kim@example.net", "-c");
        expectMails(before + 1);
        call(sub(), "mlmmj-sub", "-L", list.toString(), "-a", "-", "-fqs");
    }

    /** Somebody joins, asks for help and an old post, and leaves. */
    private void command() throws IOException {
        int before = relay.mails();
        write("subscribe");
        write("confsub-" + request("subconf"));
        write("help");
        write("get-1");
        write("unsubscribe");
        write("confunsub-" + request("unsubconf"));
        expectMails(before + 6);
    }

    /** A post and its probe come back; the second probe is sent from the command line. */
    private void bounce() throws IOException {
        int before = relay.mails();
        receiveBounce("1-ann=example.net");
        call(bouncing(), "mlmmj-bounce", "-L", list.toString(), "-a", "ann=example.net", "-p");
        receiveBounce("probe-ann=example.net");
        call(bouncing(), "mlmmj-bounce", "-L", list.toString(), "-a", "ann=example.net", "-n", "2");
        expectMails(before + 1);
    }

    private Program bouncing() {
        return new MlmmjBounce(installation.texts(), StopSignal::new);
    }

    private void receiveBounce(String address) throws IOException {
        String mail = BOUNCE.formatted(address);
        receive(mail, "mlmmj-receive", "-F", "-L", list.toString(), "-s", "");
    }

    private void write(String command) throws IOException {
        String mail = "From: new@example.net\nTo: training+" + command + "@example.org\n\nplease\n";
        receive(mail, "mlmmj-receive", "-F", "-L", list.toString());
    }

    private String request(String name) throws IOException {
        try (Stream<Path> requests = Files.list(list.resolve(name))) {
            return requests.findFirst()
                    .map(request -> String.valueOf(request.getFileName()))
                    .orElseThrow(() -> new IOException("no request is in " + name));
        }
    }

    /** A digest of the posts so far, a mail that waited in the queue, probes of two addresses from which mail came back. */
    private void maintain() throws IOException {
        int before = relay.mails();
        Path waiting = list.resolve("queue").resolve(NAME);
        Files.writeString(waiting, POST);
        Files.writeString(waiting.resolveSibling(NAME + ".reciptto"), "ann@example.net");
        Files.writeString(waiting.resolveSibling(NAME + ".mailfrom"), "");
        Files.writeString(
                list.resolve("bounce/bob=example.com"),
                "1:" + process.clock().instant().getEpochSecond() + " # now\n");
        MaintenanceSetup setup = new MaintenanceSetup(
                installation.texts(),
                (ignored, mail) -> Files.delete(mail),
                Optional.empty(),
                MlmmjMaintd.PAUSE,
                true,
                () -> {});
        call(new MlmmjMaintd(setup, new StopSignal()), "mlmmj-maintd", "-F", "-d", folder.toString());
        expectMails(before + 4);
    }

    private void usage() throws IOException {
        call(new MlmmjList(), "mlmmj-list", "-h");
        call(new MlmmjList(), "mlmmj-list", "-V");
        call(ExitStatus.USAGE, new MlmmjList(), "mlmmj-list");
        call(ExitStatus.REFUSED, sub(), "mlmmj-sub", "-L", list.toString(), "-a", "nobody");
    }

    private void expectMails(int expected) throws IOException {
        if (relay.mails() != expected) {
            throw new IOException("the relay got " + relay.mails() + " mails instead of " + expected);
        }
    }

    private void makeList() throws IOException {
        call(
                new MlmmjMakeMl(installation, () -> "example.org", Terminal.none()),
                "mlmmj-make-ml",
                "-L",
                "training",
                "-d",
                "example.org",
                "-o",
                "keeper@example.org",
                "-s",
                folder.toString());
        control("relayhost", "127.0.0.1");
        control("smtpport", Integer.toString(relay.port()));
    }

    private void control(String name, String value) throws IOException {
        Files.writeString(list.resolve("control").resolve(name), value + "\n");
    }

    private void call(Program program, String name, String... arguments) throws IOException {
        call(ExitStatus.OK, program, name, arguments);
    }

    private void call(ExitStatus expected, Program program, String name, String... arguments) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream stream = new PrintStream(said, false, StandardCharsets.UTF_8)) {
            call(expected, program, invocation("", stream, name, arguments), said);
        }
    }

    private void receive(String mail, String name, String... arguments) throws IOException {
        receive(ENVIRONMENT, mail, name, arguments);
    }

    private void receive(Map<String, String> environment, String mail, String name, String... arguments)
            throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream stream = new PrintStream(said, false, StandardCharsets.UTF_8)) {
            Program program = new MlmmjReceive(new Answer(stream, stream), installation.texts(), StopSignal::new);
            call(ExitStatus.OK, program, invocation(environment, mail, stream, name, arguments), said);
        }
    }

    private Invocation invocation(String input, PrintStream stream, String name, String... arguments) {
        return invocation(ENVIRONMENT, input, stream, name, arguments);
    }

    private Invocation invocation(
            Map<String, String> environment, String input, PrintStream stream, String name, String... arguments) {
        return new Invocation(
                name,
                List.of(arguments),
                environment,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                stream,
                stream,
                process.clock(),
                process.names(),
                Syslog.none());
    }

    private static void call(ExitStatus expected, Program program, Invocation invocation, ByteArrayOutputStream said)
            throws IOException {
        ExitStatus status = program.run(invocation);
        invocation.out().flush();
        if (status != expected) {
            throw new IOException(
                    invocation.program() + " ended with " + status + ": " + said.toString(StandardCharsets.UTF_8));
        }
    }
}
