package org.jmlmmj.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sample for lists as plain virtual aliases: Postfix alone, two tables of text, and the list of the README. */
@ExtendWith(Servers.class)
class AliasesIT {
    private static final String LIST = "birds@lists.example.org";
    private static final String ANN = "ann-birds@people.example";

    private final ListServer server;
    private final Place place;

    AliasesIT(ListServer server) {
        this.server = server;
        place = server.place();
    }

    private Postfix postfix() throws IOException {
        Postfix made = Postfix.in(place.folder("aliases"), "mx.lists.example.org", place.port("aliases"));
        place.put("/etc/postfix", made.etc().toString());
        try {
            Samples samples = place.samples();
            for (String table : new String[] {"lists-virtual", "lists-transport"}) {
                Path file = Files.writeString(made.etc().resolve(table), samples.text("postfix/aliases/" + table));
                Command.run("postmap", "-c", made.etc(), "hash:" + file);
            }
            return made.settings(samples.text("postfix/aliases/main.cf"))
                    .settings("relayhost = [127.0.0.1]:"
                            + server.world().postfix().port() + "\n")
                    .services(samples.text("postfix/aliases/master.cf"));
        } finally {
            place.put("/etc/postfix", server.mailServer().etc().toString());
        }
    }

    private void mail(Postfix postfix, String recipient, String headers) throws IOException {
        SmtpClient.send(
                postfix.port(), ANN, java.util.List.of(recipient), "From: " + ANN + "\n" + headers + "\nHello.\n");
    }

    @Test
    void the_list_of_the_sample_takes_subscriptions_and_posts() throws Exception {
        Path list = place.flat().resolve("birds");
        Account.run(
                place.installation().program("mlmmj-make-ml"),
                "-y",
                "-L",
                "birds",
                "-d",
                ListServer.DOMAIN,
                "-o",
                "keeper@people.example",
                "-s",
                place.flat());
        try (Postfix postfix = postfix().start()) {
            Files.writeString(list.resolve("control/smtpport"), postfix.port() + "\n");
            assertThat(SmtpClient.ask(postfix.port(), "bees@lists.example.org")).startsWith("550 5.1.1");

            mail(postfix, "birds+subscribe@lists.example.org", "Subject: please\n");
            Arrived question = server.world()
                    .await(ANN, "question", mail -> mail.replyAddress().contains("confsub"));
            mail(postfix, question.replyAddress(), "To: birds@elsewhere.example\nSubject: yes\n");
            server.world().await(ANN, "welcome", mail -> mail.header("Subject").contains("Welcome"));
            mail(postfix, LIST, "To: " + LIST + "\nSubject: Plain swallow\n");

            assertThat(server.world()
                            .await(ANN, "post", mail -> mail.header("Subject").equals("Plain swallow"))
                            .sender())
                    .isEqualTo("birds+bounces-1-ann-birds=people.example@lists.example.org");
            server.awaitQuiet();
        }
    }
}
