package org.jmlmmj.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A list that Debian's C programs made and used is served by ours and then by them again, each with work that the other left. */
@ExtendWith(Servers.class)
class MigrationIT {
    private static final String KEEPER = "keeper-migrated@people.example";

    private final ListServer server;
    private final MadeList list;
    private final TreeSet<String> subscribers = new TreeSet<>();

    /** Who has to get what, by subject. */
    private final Map<String, List<String>> expected = new LinkedHashMap<>();

    MigrationIT(ListServer server) {
        this.server = server;
        list = new MadeList(server, "migrated");
    }

    private static ConditionFactory awaiting(String what) {
        return await(what).atMost(Patience.LIMIT);
    }

    @Test
    void nothing_is_lost_on_the_way_from_the_original_to_ours_and_back() throws Exception {
        Side original = Side.original(server);
        Side ours = Side.ours(server);
        makeList(original);

        leaveWork(original, "c");
        doWork(ours, "c");
        leaveWork(ours, "java");
        doWork(original, "java");

        server.awaitQuiet();
        assertEverybodyGotEveryPostOnce();
        assertArchiveAndDigestsAreComplete();
        subscribers.add(list.person("gone"));
        assertThat(list.subscribers()).containsExactlyInAnyOrderElementsOf(subscribers);
        assertThat(list.subscribers("digesters.d")).containsExactly(list.person("dora"));
        assertThat(list.subscribers("nomailsubs.d")).containsExactly(list.person("nora"));
        assertThat(list.text("bounce/gone-migrated=people.example")).startsWith("1:");
        for (String folder : List.of("incoming", "subconf", "moderation", "queue/discarded")) {
            assertThat(list.names(folder)).as(folder).isEmpty();
        }
        assertThat(list.names("queue")).containsExactly("discarded");
    }

    private void makeList(Side original) throws IOException {
        Path domain = list.folder().resolveSibling(".");
        Account.run("mkdir", "-p", domain);
        server.original().makeList(domain, list.name(), ListServer.DOMAIN, "owner-migrated@people.example");
        server.tables().addList(list.address());
        list.control("smtpport", Integer.toString(server.place().port("10027"))).control("moderators", KEEPER + "\n");
        for (String name : List.of("ann", "bob", "gone")) {
            original.subscribe(list.folder(), list.person(name));
        }
        subscribers.addAll(List.of(list.person("ann"), list.person("bob")));
        original.subscribe(list.folder(), list.person("dora"), "-d");
        original.subscribe(list.folder(), list.person("nora"), "-n");
    }

    /** Uses the list, and stops with a question, a held post and a post that could not be sent. */
    private void leaveWork(Side side, String tag) throws IOException {
        side.takeOver(list);
        side.subscribe(list.folder(), list.person("new" + tag));
        subscribers.add(list.person("new" + tag));
        post("Post " + tag);
        awaitCopies("Post " + tag);

        list.write(list.person("zoe" + tag), list.address("subscribe"), "please");
        awaiting(side + " asks").until(() -> !list.names("subconf").isEmpty());
        list.control("moderated", "");
        list.post(list.person("ann"), "Held " + tag);
        awaiting(side + " holds").until(() -> !list.names("moderation").isEmpty());
        server.awaitQuiet();
        Files.delete(list.folder().resolve("control/moderated"));

        server.amavis().stop();
        post("Requeued " + tag);
        awaiting(side + " requeues").until(() -> waiting().findAny().isPresent());
        awaiting("end of " + side).until(() -> server.place().programs().isEmpty());
        server.amavis().start();
    }

    /** Does what the other left. */
    private void doWork(Side side, String tag) throws IOException {
        side.takeOver(list);
        makeDigestDue();
        awaiting(side + " delivers what was requeued").until(() -> {
            side.maintain(list.folder());
            server.awaitQuiet();
            return waiting().findAny().isEmpty();
        });
        awaitCopies("Requeued " + tag);

        String zoe = list.person("zoe" + tag);
        list.answer(server.world()
                .await(zoe, "question", mail -> mail.replyAddress().contains("confsub")));
        awaiting("subscription of " + zoe).until(() -> list.subscribers().contains(zoe));
        subscribers.add(zoe);
        expected.put("Held " + tag, List.copyOf(subscribers));
        list.answer(server.world().await(KEEPER, "question", mail -> mail.text().contains("Held " + tag)));
        awaitCopies("Held " + tag);

        int fetched = copies("Post c", list.person("nora"));
        list.write(list.person("nora"), list.address("get-1"), "please");
        awaiting("post from the archive").until(() -> copies("Post c", list.person("nora")) == fetched + 1);
        side.unsubscribe(list.folder(), list.person("new" + tag));
        subscribers.remove(list.person("new" + tag));
    }

    private void post(String subject) throws IOException {
        expected.put(subject, List.copyOf(subscribers));
        list.post(list.person("ann"), subject);
    }

    private int copies(String subject, String person) throws IOException {
        return (int) server.world().mailbox(person).stream()
                .filter(mail -> mail.header("Subject").equals(subject))
                .count();
    }

    private void awaitCopies(String subject) {
        for (String person : expected.getOrDefault(subject, List.of())) {
            awaiting(subject + " for " + person).until(() -> copies(subject, person) > 0);
        }
    }

    /** Posts that wait for the relay, in the form of either side. */
    private Stream<Path> waiting() throws IOException {
        return list.names("requeue").stream()
                .map(post -> list.folder().resolve("requeue").resolve(post))
                .filter(folder -> Files.exists(folder.resolve("subscribers"))
                        || Files.exists(folder.resolve("subscribers.resending")));
    }

    /** As if the last digest, if there was one, had been sent nine days ago. */
    private void makeDigestDue() throws IOException {
        Path file = list.folder().resolve("lastdigest");
        if (Files.exists(file)) {
            long then = Instant.now().minus(Duration.ofDays(9)).getEpochSecond();
            Files.writeString(file, list.text("lastdigest").replaceFirst(":\\d+", ":" + then));
        }
    }

    private void assertEverybodyGotEveryPostOnce() throws IOException {
        for (Map.Entry<String, List<String>> post : expected.entrySet()) {
            assertThat(server.world().mails(mail -> mail.header("Subject").equals(post.getKey())))
                    .as(post.getKey())
                    .extracting(Arrived::recipient)
                    .filteredOn(person -> !person.equals(list.person("nora")))
                    .containsExactlyInAnyOrderElementsOf(post.getValue());
        }
    }

    private void assertArchiveAndDigestsAreComplete() throws IOException {
        assertThat(list.text("index").strip()).isEqualTo(Integer.toString(expected.size()));
        assertThat(list.names("archive")).hasSize(expected.size());
        StringBuilder archive = new StringBuilder();
        for (String number : list.names("archive")) {
            archive.append(list.text("archive/" + number));
        }
        StringBuilder digests = new StringBuilder();
        for (Arrived digest : server.world().mailbox(list.person("dora"))) {
            digests.append(digest.body());
        }
        for (String subject : expected.keySet()) {
            assertThat(archive.toString()).containsOnlyOnce("Subject: " + subject + "\n");
            // The last one came after the last digest.
            if (!subject.equals("Held java")) {
                assertThat(digests.toString()).containsOnlyOnce(subject + ", says the text.");
            }
        }
    }
}
