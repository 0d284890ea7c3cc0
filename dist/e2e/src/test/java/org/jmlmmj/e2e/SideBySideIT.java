package org.jmlmmj.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jmlmmj.dist.Launch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The original and ours work on one list at the same time, while its subscribers change: a machine in the middle of an upgrade. */
@ExtendWith(Servers.class)
class SideBySideIT {
    private static final int POSTS = 12;
    private static final int CHANGES = 12;

    private final ListServer server;
    private final MadeList list;

    SideBySideIT(ListServer server) {
        this.server = server;
        list = new MadeList(server, "both");
    }

    @Test
    void posts_and_changes_of_both_at_once_are_all_there_afterwards() throws Exception {
        server.adminApi().create(list.address(), java.util.Map.of("disable_archive", "no"));
        List<String> permanent = list.subscribe("ann", "bob", "carl", "dora");
        List<Side> sides = List.of(Side.original(server), Side.ours(server));

        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Void>> tasks = new ArrayList<>();
            for (Side side : sides) {
                tasks.add(threads.submit(task(() -> post(side, permanent.get(0)))));
                tasks.add(threads.submit(task(() -> change(side))));
            }
            for (Future<Void> task : tasks) {
                task.get();
            }
        } finally {
            threads.shutdownNow();
        }
        await("end of all deliveries").atMost(Patience.LIMIT).until(() -> {
            server.awaitQuiet();
            list.maintain();
            return list.names("requeue").isEmpty();
        });
        server.awaitQuiet();

        assertArchiveIsComplete();
        for (Side side : sides) {
            for (int number = 0; number < POSTS; number++) {
                String subject = subject(side, number);
                assertThat(server.world().mails(mail -> mail.header("Subject").equals(subject)))
                        .as(subject)
                        .extracting(Arrived::recipient)
                        .doesNotHaveDuplicates()
                        .containsAll(permanent);
            }
        }
        List<String> stayed = new ArrayList<>(permanent);
        sides.forEach(side -> IntStream.range(0, CHANGES)
                .filter(number -> number % 2 == 1)
                .forEach(number -> stayed.add(person(side, number))));
        assertThat(list.subscribers()).containsExactlyInAnyOrderElementsOf(stayed);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static Callable<Void> task(Work work) {
        return () -> {
            work.run();
            return null;
        };
    }

    private static String subject(Side side, int number) {
        return "Number " + number + " by " + side;
    }

    private String person(Side side, int number) {
        // All in one file of the subscriber folder.
        return list.person("s" + number + "-" + side);
    }

    private void post(Side side, String sender) throws Exception {
        for (int number = 0; number < POSTS; number++) {
            List<String> words = Account.words(side.programs().apply("mlmmj-receive"), "-L", list.folder());
            Launch.Finished finished = Launch.of(
                            words.get(0), words.subList(1, words.size()).toArray())
                    .stdin("Return-Path: <" + sender + ">\nFrom: " + sender + "\nTo: " + list.address() + "\nSubject: "
                            + subject(side, number) + "\n\nSide by side.\n")
                    .run();
            assertThat(finished.status()).as(finished.err()).isZero();
        }
    }

    private void change(Side side) throws IOException {
        for (int number = 0; number < CHANGES; number++) {
            side.subscribe(list.folder(), person(side, number));
            if (number % 2 == 0) {
                side.unsubscribe(list.folder(), person(side, number));
            }
        }
    }

    private void assertArchiveIsComplete() throws IOException {
        int posts = 2 * POSTS;
        assertThat(list.text("index").strip()).isEqualTo(Integer.toString(posts));
        List<String> subjects = new ArrayList<>();
        for (int index = 1; index <= posts; index++) {
            subjects.add(list.text("archive/" + index).replaceFirst("(?s).*\nSubject: ([^\n]*)\n.*", "$1"));
        }
        assertThat(subjects).hasSize(posts).doesNotHaveDuplicates();
    }
}
