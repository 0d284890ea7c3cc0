package org.jmlmmj.receive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.ReceivedMail;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.send.StopSignal;

/**
 * A list whose mail is piped into the whole program {@code mlmmj-receive}, in this process, and whose mails go to a scripted relay;
 * texts tell their names. Not thread-safe.
 */
final class CommandFixture implements AutoCloseable {
    private final ListFixture list;
    private final Path library;
    private final ScriptedSmtpPeer relay = ScriptedSmtpPeer.start();
    private final List<ReceivedMail> seen = new ArrayList<>();
    private Instant now = ListFixture.NOON;

    private CommandFixture(ListFixture list, Path library) {
        this.list = list;
        this.library = library;
    }

    /** A list in a folder, with texts from a library of {@link org.jmlmmj.core.test.NamedTexts}. */
    static CommandFixture in(Path folder, Path library) {
        CommandFixture fixture = new CommandFixture(ListFixture.in(folder), library);
        fixture.list.control("smtpport", fixture.relay.port() + "\n");
        return fixture;
    }

    ListFixture list() {
        return list;
    }

    ScriptedSmtpPeer relay() {
        return relay;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** A person writes to the list with this extension. */
    List<String> write(String from, String extension) {
        return pipe(from, "From: " + from + "\nTo: birds+" + extension + "@example.org\nMessage-ID: <1@x>\n\nhello\n");
    }

    /**
     * A mail arrives.
     *
     * @param sender its envelope sender
     * @return the mails that came out of it: text, envelope sender and recipient
     */
    List<String> pipe(String sender, String mail) {
        if (run(sender, mail) != ExitStatus.OK) {
            throw new AssertionError("the program failed: " + list.syslog().lines());
        }
        if (!list.names("incoming").isEmpty()) {
            throw new AssertionError("still in incoming/: " + list.syslog().lines());
        }
        return fresh().stream().map(CommandFixture::summary).toList();
    }

    /** The program, and its status. */
    ExitStatus run(String sender, String mail) {
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        Invocation invocation = new Invocation(
                "mlmmj-receive",
                List.of("-F", "-L", list.folder().toString()),
                Map.of("SENDER", sender),
                new ByteArrayInputStream(mail.getBytes(UTF_8)),
                out,
                out,
                Clock.fixed(now, ZoneOffset.UTC),
                list.names(),
                list.syslog());
        return new MlmmjReceive(new Answer(out, out), library, StopSignal::new).run(invocation);
    }

    /** The mails the relay took since this was asked last. */
    List<ReceivedMail> fresh() {
        List<ReceivedMail> all = relay.accepted();
        List<ReceivedMail> fresh = List.copyOf(all.subList(seen.size(), all.size()));
        seen.addAll(fresh);
        return fresh;
    }

    /** The last mail the relay took. */
    String lastMail() {
        List<ReceivedMail> all = relay.accepted();
        return all.get(all.size() - 1).text();
    }

    private static String summary(ReceivedMail mail) {
        String subject = mail.text()
                .lines()
                .filter(line -> line.startsWith("Subject: "))
                .findFirst()
                .map(line -> line.substring("Subject: ".length()))
                .orElse("no subject");
        return subject + " from " + mail.sender() + " to " + mail.recipient();
    }

    @Override
    public void close() {
        relay.close();
    }
}
