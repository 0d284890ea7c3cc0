package org.jmlmmj.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jmlmmj.core.subscription.EngineFixture.ANN;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jmlmmj.core.spool.Cookie;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.core.subscriber.Reason;
import org.jmlmmj.core.subscriber.Version;
import org.jmlmmj.core.subscription.Change.Outcome;
import org.jmlmmj.core.subscription.SubscriptionRules.Wish;
import org.jmlmmj.core.test.ChildJvm;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.MemoryFolder;
import org.jmlmmj.core.test.NamedTexts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens in the middle of a change: the address is in its old or its new state, and the files can be read. */
@Timeout(180)
class ChangeCrashTest {
    private static final Wish SWITCH = new Wish(Version.NOMAIL, Reason.REQUEST, false, false);

    @TempDir(factory = MemoryFolder.class)
    private static Path texts;

    private static Path library;

    @TempDir(factory = MemoryFolder.class)
    private Path folder;

    @BeforeAll
    static void makeTexts() {
        library = NamedTexts.library(texts);
    }

    /** Names that fail from one on; every file that is written needs one, and every mail. */
    private static RandomNames failingAfter(ListFixture list, int names) {
        AtomicInteger left = new AtomicInteger(names);
        RandomNames good = list.names();
        return RandomNames.of(() -> {
            if (left.getAndDecrement() <= 0) {
                throw new IllegalStateException("no more names");
            }
            return Long.parseLong(good.next(), 16);
        });
    }

    /** A change of a list, with these names. */
    private interface Attempt {
        Change run(EngineFixture engine, RandomNames names) throws IOException;
    }

    /** A list in the state before a change. */
    private interface Start {
        void prepare(ListFixture list);
    }

    /** What must be true after each failure. */
    private interface Check {
        void verify(EngineFixture engine) throws IOException;
    }

    /** Fails at one name after the other, until the change succeeds; then tries again what had failed. */
    private void failEverywhere(Start start, Attempt attempt, Check afterFailure, Check atTheEnd) throws IOException {
        int failures = 0;
        boolean done = false;
        while (!done) {
            EngineFixture engine = EngineFixture.in(folder.resolve("after" + failures), library);
            start.prepare(engine.files());
            done = succeeds(attempt, engine, failingAfter(engine.files(), failures));
            if (!done) {
                afterFailure.verify(engine);
                attempt.run(engine, engine.files().names());
                failures++;
            }
            atTheEnd.verify(engine);
            assertThat(engine.files().names("")).noneMatch(name -> name.startsWith(".tmp-"));
        }
        assertThat(failures).isGreaterThan(1);
    }

    private static boolean succeeds(Attempt attempt, EngineFixture engine, RandomNames names) throws IOException {
        try {
            attempt.run(engine, names);
            return true;
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("no more names");
            return false;
        }
    }

    private static void assertSubscribed(EngineFixture engine, Version... allowed) throws IOException {
        assertThat(engine.open().subscribers().versionOf(ANN)).isPresent().get().isIn((Object[]) allowed);
        for (String name : List.of("subscribers.d/a", "digesters.d/a", "nomailsubs.d/a")) {
            if (engine.files().has(name)) {
                // Empty if the program ended after it had made the file, before it wrote the address.
                assertThat(engine.files().content(name)).matches("(?:[a-z]+@example\\.net\n)*");
            }
        }
    }

    @Test
    void failure_during_a_switch_leaves_the_old_or_the_new_version() throws IOException {
        failEverywhere(
                list -> list.lines("subscribers.d", "amy@example.net", "ann@example.net", "abe@example.net")
                        .lines("digesters.d", "ann@example.net"),
                (engine, names) -> engine.joining(names).subscribe(ANN, SWITCH, Joining.Courtesy.FULL),
                engine -> assertSubscribed(engine, Version.BOTH, Version.NOMAIL),
                engine -> {
                    assertSubscribed(engine, Version.NOMAIL);
                    assertThat(engine.files().content("subscribers.d/a"))
                            .isEqualTo("amy@example.net\nabe@example.net\n");
                });
    }

    @Test
    void failure_during_a_confirmation_keeps_the_cookie_until_the_address_is_subscribed() throws IOException {
        Cookie cookie = new Cookie("0123456789abcdef");
        failEverywhere(
                list -> list.file("subconf/" + cookie, "ann@example.net"),
                (engine, names) -> engine.joining(names).confirm(cookie, Version.BOTH),
                engine -> assertThat(engine.files().names("subconf")).containsExactly(cookie.value()),
                engine -> {
                    assertSubscribed(engine, Version.BOTH);
                    assertThat(engine.files().names("subconf")).isEmpty();
                });
    }

    @Test
    void failure_while_leaving_keeps_the_cookie_until_the_address_is_gone() throws IOException {
        Cookie cookie = new Cookie("0123456789abcdef");
        failEverywhere(
                list -> list.lines("subscribers.d", "ann@example.net", "abe@example.net")
                        .lines("digesters.d", "ann@example.net")
                        .file("unsubconf/" + cookie, "ann@example.net"),
                (engine, names) -> engine.leaving(names).confirm(cookie, Optional.empty()),
                engine -> assertThat(engine.files().names("unsubconf")).containsExactly(cookie.value()),
                engine -> {
                    assertThat(engine.open().subscribers().contain(ANN)).isFalse();
                    assertThat(engine.files().content("subscribers.d/a")).isEqualTo("abe@example.net\n");
                    assertThat(engine.files().names("unsubconf")).isEmpty();
                });
    }

    @Test
    void failure_during_a_request_leaves_nobody_unasked() throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        failEverywhere(
                list -> {},
                (engine, names) -> {
                    Change change = engine.joining(names)
                            .subscribe(
                                    ANN, new Wish(Version.DIGEST, Reason.REQUEST, true, false), Joining.Courtesy.FULL);
                    outcomes.add(change.outcome());
                    return change;
                },
                engine -> assertThat(engine.files().names("queue")).noneMatch(name -> name.endsWith(".mailfrom")),
                engine -> {
                    assertThat(engine.files().names("subconf")).hasSize(1);
                    assertThat(engine.files().names("queue")).anyMatch(name -> name.endsWith(".mailfrom"));
                });
        assertThat(outcomes).containsOnly(Outcome.CONFIRMATION_ASKED);
    }

    @Test
    void failure_before_the_gatekeepers_are_asked_lets_the_next_request_ask_them() throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        failEverywhere(
                list -> list.control("submod", "gil@example.org\ngwen@example.org\n"),
                (engine, names) -> {
                    Change change = engine.joining(names).subscribe(ANN, SWITCH, Joining.Courtesy.FULL);
                    outcomes.add(change.outcome());
                    return change;
                },
                engine -> assertThat(engine.open().subscribers().contain(ANN)).isFalse(),
                engine -> assertThat(engine.files().names("moderation")).hasSize(1));
        assertThat(outcomes).containsOnly(Outcome.GATEKEEPERS_ASKED);
    }

    /** Switches an address to and fro without end: list and library as arguments. */
    static final class Switcher {
        private Switcher() {}

        /** Runs until it is killed. */
        public static void main(String[] arguments) throws IOException {
            EngineFixture engine = EngineFixture.of(Path.of(arguments[0]), Path.of(arguments[1]));
            Joining joining = engine.joining(RandomNames.secure());
            Joining.Courtesy silent = new Joining.Courtesy(false, false, false);
            System.out.println("ready");
            while (true) {
                for (Version version : Version.values()) {
                    joining.subscribe(ANN, new Wish(version, Reason.ADMIN, false, true), silent);
                }
            }
        }
    }

    @Test
    void kill_at_any_time_unsubscribes_nobody() throws Exception {
        EngineFixture engine = EngineFixture.in(folder, library);
        engine.files().subscribers("abe@example.net", "ann@example.net", "amy@example.net");
        for (int i = 0; i < 6; i++) {
            try (ChildJvm child =
                    ChildJvm.start(Switcher.class, engine.files().folder().toString(), library.toString())) {
                child.await("ready");
                // Somewhere in the middle of a change; which moment it is does not matter.
                child.runFor(ThreadLocalRandom.current().nextLong(100), TimeUnit.MILLISECONDS);
            }
            assertSubscribed(engine, Version.values());
            assertThat(engine.files().content("subscribers.d/a")).contains("abe@example.net\n", "amy@example.net\n");
        }
        engine.joining().subscribe(ANN, SWITCH, Joining.Courtesy.FULL);
        assertSubscribed(engine, Version.NOMAIL);
        assertThat(engine.files().content("subscribers.d/a")).isEqualTo("abe@example.net\namy@example.net\n");
    }
}
