package org.jmlmmj.core.subscriber;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.core.test.ChildJvm;
import org.jmlmmj.core.test.ListFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class SubscriberRaceTest {
    private static final int COUNT = 40;

    private ListFixture list;

    @BeforeEach
    void makeList(@TempDir Path parent) {
        list = ListFixture.in(parent);
    }

    private List<String> lines() {
        return list.names("subscribers.d").stream()
                .flatMap(name -> list.content("subscribers.d/" + name).lines())
                .sorted()
                .toList();
    }

    private void race(String... seeds) throws Exception {
        List<ChildJvm> children = new ArrayList<>();
        try {
            for (String seed : seeds) {
                children.add(ChildJvm.start(
                        Changer.class, list.folder().toString(), seed.substring(0, 1), seed.substring(1)));
            }
            for (ChildJvm child : children) {
                child.await("ready");
            }
            for (ChildJvm child : children) {
                child.say("go");
            }
            for (ChildJvm child : children) {
                assertThat(child.awaitOutput()).containsExactly("ready");
            }
        } finally {
            children.forEach(ChildJvm::close);
        }
    }

    @Test
    void processes_that_add_the_same_addresses_add_each_once() throws Exception {
        race("+1", "+2", "+3");
        assertThat(lines()).isEqualTo(addresses("s").sorted().toList());
        assertThat(list.names("subscribers.d")).containsExactly("s");
    }

    @Test
    void processes_that_add_and_remove_lose_and_keep_nobody_else() throws Exception {
        // One file, which is written anew for every removal while others append to it.
        list.subscribers(addresses("sx").toArray(String[]::new));
        race("+1", "-2", "-3", "+4");
        assertThat(lines()).isEqualTo(addresses("s").sorted().toList());
        assertThat(list.names("subscribers.d")).containsExactly("s");
        assertThat(list.names("")).noneMatch(name -> name.startsWith(".tmp"));
    }

    @Test
    void a_file_that_comes_and_goes_loses_nobody() throws Exception {
        // Each of two processes adds and removes an address of its own in a file that is often empty, so deleted.
        race("*1", "*2", "*3");
        assertThat(lines()).containsExactly("sz1@example.net", "sz2@example.net", "sz3@example.net");
        assertThat(list.names("subscribers.d")).containsExactly("s");
    }

    private static Stream<String> addresses(String prefix) {
        return IntStream.range(0, COUNT).mapToObj(i -> prefix + i + "@example.net");
    }

    /**
     * Adds ({@code +}) every address or removes ({@code -}) every other one, in random order and in two threads, or adds and
     * removes ({@code *}) one of its own many times and leaves it added.
     */
    static final class Changer {
        private Changer() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            SubscriberFolder subscribers = new SubscriberFolder(
                    folder.resolve("subscribers.d"),
                    ListDirectory.open(folder, RandomNames.secure()).files(),
                    System.out::println);
            System.out.println("ready");
            if (System.in.read() < 0) {
                return;
            }
            String what = arguments[1];
            long seed = Long.parseLong(arguments[2]);
            Thread second = new Thread(() -> change(subscribers, what, seed, seed + 100));
            second.start();
            change(subscribers, what, seed, seed + 200);
            second.join();
            if (what.equals("*")) {
                subscribers.add(EmailAddress.of("sz" + seed + "@example.net"));
            }
        }

        private static void change(SubscriberFolder subscribers, String what, long id, long seed) {
            try {
                List<String> order =
                        new ArrayList<>(addresses(what.equals("-") ? "sx" : "s").toList());
                Collections.shuffle(order, new Random(seed));
                for (String address : order) {
                    switch (what) {
                        case "+" -> subscribers.add(EmailAddress.of(address));
                        case "-" -> subscribers.remove(EmailAddress.of(address));
                        default -> {
                            subscribers.add(EmailAddress.of("sz" + id + "@example.net"));
                            subscribers.remove(EmailAddress.of("sz" + id + "@example.net"));
                        }
                    }
                }
            } catch (IOException e) {
                System.out.println("failed: " + e);
            }
        }
    }
}
