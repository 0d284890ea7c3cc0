package org.jmlmmj.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the admin API writes into the tables decides what the mail server does. */
@ExtendWith(Servers.class)
class AdminApiIT {
    private final ListServer server;

    AdminApiIT(ListServer server) {
        this.server = server;
    }

    private String transport(String address) throws IOException {
        return server.mailServer()
                .lookup("mysql:" + server.mailServer().etc() + "/mysql/transport_maps_maillist.cf", address);
    }

    private String reply(String address) throws IOException {
        return SmtpClient.ask(server.mailServer().port(), address);
    }

    @Test
    void an_address_exists_from_the_making_of_the_list_to_its_end() throws Exception {
        MadeList list = new MadeList(server, "shortlived");
        assertThat(reply(list.address())).startsWith("550 5.1.1");
        assertThat(transport(list.address())).isEmpty();

        server.adminApi().create(list.address(), Map.of());
        assertThat(transport(list.address())).isEqualTo("mlmmj:lists.example.org/shortlived");
        assertThat(reply(list.address())).startsWith("250");
        assertThat(reply(list.address("help"))).startsWith("250");
        assertThat(reply("shortlived@" + ListServer.ALIAS)).startsWith("250");

        server.adminApi().delete(list.address(), true);
        assertThat(transport(list.address())).isEmpty();
        assertThat(reply(list.address())).startsWith("550 5.1.1");
        assertThat(reply(list.address("help"))).startsWith("550 5.1.1");
        assertThat(Files.exists(list.folder())).isFalse();
        try (var removed = Files.list(server.place().removed().resolve(ListServer.DOMAIN))) {
            assertThat(removed)
                    .anyMatch(folder -> folder.getFileName().toString().startsWith("shortlived-"));
        }
    }

    @Test
    void a_list_that_is_switched_off_in_the_tables_takes_no_mail() throws Exception {
        MadeList list = server.make("switched");

        server.tables().setActive(list.address(), false);
        assertThat(reply(list.address())).startsWith("550 5.1.1");
        assertThat(transport(list.address())).isEmpty();

        server.tables().setActive(list.address(), true);
        assertThat(reply(list.address())).startsWith("250");
    }

    @Test
    void a_change_of_the_profile_is_in_the_next_post() throws Exception {
        MadeList list = server.make("changed");
        String ann = list.subscribe("ann").get(0);

        server.adminApi().update(list.address(), Map.of("subject_prefix", "[birds]", "footer_text", "The bird list"));
        list.post(ann, "Renamed swallow");

        Arrived mail = list.awaitMail(ann, "Renamed swallow");
        assertThat(mail.header("Subject")).isEqualTo("[birds] Renamed swallow");
        assertThat(mail.body()).endsWith("The bird list\n");
    }
}
