package org.jmlmmj.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A list behind a mail server of its own, without SQL and Amavisd, and what every such server must be able to do with it. For one
 * thread.
 *
 * @param server whose world and folders it uses
 * @param name of the list
 * @param port of the mail server, for mail to the list and from it
 */
record StandAlone(ListServer server, String name, int port) implements Closeable {
    /** Makes the list. */
    static StandAlone make(ListServer server, String name, int port) throws IOException {
        Place place = server.place();
        Account.run(
                place.installation().program("mlmmj-make-ml"),
                "-y",
                "-L",
                name,
                "-d",
                ListServer.DOMAIN,
                "-o",
                "keeper@people.example",
                "-s",
                place.flat());
        Files.writeString(place.flat().resolve(name).resolve("control/smtpport"), port + "\n");
        return new StandAlone(server, name, port);
    }

    private Path folder() {
        return server.place().flat().resolve(name);
    }

    private String address(String extension) {
        return name + extension + "@" + ListServer.DOMAIN;
    }

    private String person() {
        // Another server may have had a list of this name.
        return "ann-" + name + "-" + port + "@people.example";
    }

    private void mail(String recipient, String headers) throws IOException {
        SmtpClient.send(port, person(), List.of(recipient), "From: " + person() + "\n" + headers + "\nHello.\n");
    }

    /** Subscribes with mails that do not show the command, posts, and loses a subscriber. */
    void walk() throws IOException {
        Path list = folder();
        assertThat(SmtpClient.ask(port, "nobody@" + ListServer.DOMAIN)).startsWith("550");

        mail(address("+subscribe"), "Subject: please\n");
        Arrived question = server.world()
                .await(person(), "question", mail -> mail.replyAddress().contains("confsub"));
        mail(question.replyAddress(), "To: " + name + "@elsewhere.example\nSubject: yes\n");
        server.world().await(person(), "welcome", mail -> mail.header("Subject").contains("Welcome"));

        Account.run(server.place().installation().program("mlmmj-sub"), "-L", list, "-a", "gone@people.example");
        mail(address(""), "To: " + address("") + "\nSubject: Swallow of " + name + "\n");
        assertThat(server.world()
                        .await(person(), "post", mail -> mail.header("Subject").equals("Swallow of " + name))
                        .sender())
                .isEqualTo(name + "+bounces-1-" + person().replace('@', '=') + "@" + ListServer.DOMAIN);
        await("record of the bounce")
                .atMost(Patience.LIMIT)
                .until(() -> Files.exists(list.resolve("bounce/gone=people.example.lastmsg")));
        server.awaitQuiet();
    }

    /** Deletes the list. */
    @Override
    public void close() throws IOException {
        Command.run("rm", "-r", folder());
    }
}
