package org.jmlmmj.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sample for lists as plain virtual aliases: Postfix alone, with two tables of text. */
@ExtendWith(Servers.class)
class AliasesIT {
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

    @Test
    void a_list_takes_subscriptions_posts_and_bounces() throws Exception {
        Postfix postfix = postfix().start();
        try (StandAlone list = StandAlone.make(server, "birds", postfix.port())) {
            list.walk();
        } finally {
            postfix.close();
        }
    }
}
