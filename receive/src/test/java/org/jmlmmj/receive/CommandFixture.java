package org.jmlmmj.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.ReceivedMail;
import org.jmlmmj.core.test.ScriptedSmtpPeer;

/** A list that people write commands to, and that answers with texts which tell their names. For one thread. */
final class CommandFixture implements AutoCloseable {
    private final PipedList piped;

    private CommandFixture(PipedList piped) {
        this.piped = piped;
    }

    /** A list in a folder, with texts from a library of {@link org.jmlmmj.core.test.NamedTexts}. */
    static CommandFixture in(Path folder, Path library) {
        return new CommandFixture(PipedList.of(ListFixture.in(folder), library));
    }

    ListFixture list() {
        return piped.list();
    }

    ScriptedSmtpPeer relay() {
        return piped.relay();
    }

    void pass(Duration time) {
        piped.pass(time);
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
        assertThat(run(sender, mail)).as(list().syslog().lines().toString()).isEqualTo(ExitStatus.OK);
        assertThat(list().names("incoming")).isEmpty();
        return piped.sent().stream().map(CommandFixture::summary).toList();
    }

    /** A mail arrives, and perhaps cannot be processed. */
    ExitStatus run(String sender, String mail) {
        return piped.receive(mail.getBytes(UTF_8), Map.of("SENDER", sender), List.of());
    }

    /** The last mail the relay took. */
    String lastMail() {
        List<ReceivedMail> all = relay().accepted();
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
        piped.close();
    }
}
