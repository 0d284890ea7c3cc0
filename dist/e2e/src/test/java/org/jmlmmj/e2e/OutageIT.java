package org.jmlmmj.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Servers that go away and come back: every subscriber gets the post in the end. */
@ExtendWith(Servers.class)
class OutageIT {
    private final ListServer server;

    OutageIT(ListServer server) {
        this.server = server;
    }

    private List<Arrived> copies(String subject) throws IOException {
        return server.world().mails(mail -> mail.header("Subject").equals(subject));
    }

    private static void maintainUntilNothingWaits(MadeList list) {
        await("empty requeue of " + list.name()).atMost(Patience.LIMIT).until(() -> {
            list.maintain();
            return list.names("requeue").isEmpty();
        });
    }

    @Test
    void a_post_waits_while_the_scanner_is_down_and_maintenance_sends_it() throws Exception {
        MadeList list = server.make("waiting");
        List<String> people = list.subscribe("ann", "bob", "carl");
        server.amavis().stop();

        list.post(people.get(0), "Patient swallow");
        list.awaitFile("requeue/1/subscribers");
        server.awaitQuiet();
        assertThat(copies("Patient swallow")).isEmpty();
        assertThat(list.text("archive/1")).contains("Patient swallow");
        list.maintain();
        assertThat(list.text("requeue/1/subscribers").lines()).containsExactlyInAnyOrderElementsOf(people);

        server.amavis().start();
        maintainUntilNothingWaits(list);
        server.awaitQuiet();
        assertThat(copies("Patient swallow"))
                .extracting(Arrived::recipient)
                .containsExactlyInAnyOrderElementsOf(people);
    }

    /** A copy that the mail server took without having said so when it was stopped may be sent twice, never be lost. */
    @Test
    void nobody_is_forgotten_when_the_mail_server_is_restarted_in_the_middle_of_a_post() throws Exception {
        MadeList list = server.make("restarted");
        String[] names = IntStream.range(0, 120).mapToObj(i -> "p" + i).toArray(String[]::new);
        List<String> people = list.subscribe(names);

        list.post(people.get(0), "Long swallow");
        await("first copies")
                .atMost(Patience.LIMIT)
                .until(() -> !copies("Long swallow").isEmpty());
        server.mailServer().stop();
        await("end of the first attempt")
                .atMost(Patience.LIMIT)
                .until(() -> server.place().programs().isEmpty());
        assertThat(list.text("requeue/1/subscribers").lines()).as("who waits").isNotEmpty();
        server.mailServer().start();
        maintainUntilNothingWaits(list);
        server.awaitQuiet();

        List<String> recipients =
                copies("Long swallow").stream().map(Arrived::recipient).toList();
        assertThat(recipients).containsAll(people);
        assertThat(recipients.size() - people.size()).as("copies too many").isBetween(0, 10);
    }

    @Test
    void mail_for_a_list_waits_in_the_mail_server_while_its_folder_is_missing() throws Exception {
        MadeList list = server.make("moved");
        String ann = list.subscribe("ann").get(0);
        Path away = list.folder().resolveSibling("moved.away");
        Files.move(list.folder(), away);

        list.post(ann, "Deferred swallow");
        await("temporary failure")
                .atMost(Patience.LIMIT)
                .until(() -> server.mailServer()
                        .log()
                        .matches("(?s).*to=<moved@lists.example.org>[^\\n]*status=deferred.*"));
        assertThat(server.world().mailbox(ann)).isEmpty();

        Files.move(away, list.folder());
        server.mailServer().flush();
        list.awaitMail(ann, "Deferred swallow");
    }
}
