package org.jmlmmj.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jmlmmj.core.spool.Cookie;
import org.jmlmmj.core.subscriber.Version;
import org.jmlmmj.core.subscription.Change.Outcome;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.MemoryFolder;
import org.jmlmmj.core.test.NamedTexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many mails at the same time. */
@Timeout(120)
@Tag("heavy")
class FloodTest {
    private static final int THREADS = 4;
    private static final int REQUESTS = 10_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @TempDir(factory = MemoryFolder.class)
    private Path folder;

    private EngineFixture engine;
    private ListFixture list;

    @BeforeEach
    void makeList() {
        engine = EngineFixture.in(folder, NamedTexts.library(folder.resolve("library")));
        list = engine.files();
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private <T> List<T> together(Callable<T> work) throws Exception {
        List<Future<T>> running = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            running.add(threads.submit(work));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : running) {
            results.add(future.get());
        }
        return results;
    }

    @Test
    void ten_thousand_requests_for_one_victim_make_one_mail() throws Exception {
        list.control("maxanswers", "20\n");
        List<Integer> mails = together(() -> {
            int sent = 0;
            for (int i = 0; i < REQUESTS / THREADS; i++) {
                sent += engine.ask(i % 2 == 0 ? Version.NORMAL : Version.DIGEST)
                        .mails()
                        .size();
            }
            return sent;
        });
        assertThat(mails.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
        assertThat(list.names("subconf")).hasSize(1);
        assertThat(list.names("queue"))
                .filteredOn(name -> name.endsWith(".mailfrom"))
                .hasSize(1);
    }

    @Test
    void cookie_that_is_used_many_times_at_once_works_once() throws Exception {
        list.file("subconf/0123456789abcdef", "ann@example.net").control("notifysub", "");
        Cookie cookie = new Cookie("0123456789abcdef");
        List<Outcome> outcomes =
                together(() -> engine.joining().confirm(cookie, Version.NORMAL).outcome());
        assertThat(outcomes).filteredOn(Outcome.SUBSCRIBED::equals).hasSize(1);
        assertThat(outcomes).filteredOn(Outcome.UNKNOWN_COOKIE::equals).hasSize(THREADS - 1);
        assertThat(list.content("subscribers.d/a")).isEqualTo("ann@example.net\n");
    }
}
