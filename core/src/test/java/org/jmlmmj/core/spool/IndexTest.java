package org.jmlmmj.core.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.test.ChildJvm;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.RunningUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class IndexTest {
    private ListFixture list;

    @BeforeEach
    void makeList(@TempDir Path parent) {
        list = ListFixture.in(parent);
    }

    private long next() throws IOException {
        return list.open().index().next(number -> false);
    }

    @Test
    void tells_the_last_number_without_giving_one_out() throws Exception {
        assertThat(list.open().index().last()).isZero();
        list.file("index", "41\n");
        assertThat(list.open().index().last()).isEqualTo(41);
        assertThat(list.content("index")).isEqualTo("41\n");
        list.file("index", "nonsense").file("archive/17", "");
        assertThat(list.open().index().last()).isEqualTo(17);
    }

    @Test
    void starts_with_1_when_the_file_is_empty() throws Exception {
        assertThat(next()).isEqualTo(1);
        assertThat(next()).isEqualTo(2);
        assertThat(list.content("index")).as("no newline").isEqualTo("2");
        assertThat(list.syslog().lines()).isEmpty();
    }

    @Test
    void starts_with_1_when_the_file_is_missing() throws Exception {
        Files.delete(list.path("index"));
        assertThat(next()).isEqualTo(1);
        assertThat(list.content("index")).isEqualTo("1");
        assertThat(RunningUser.mode(list.path("index"))).isEqualTo("600");
        assertThat(list.syslog().lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "41, 42",
        "'9\n', 10",
        "'9\nxx', 10",
        "'99 old', 100",
        "007, 8",
        "0, 1",
        "000, 1",
        "0000000000000000000000000000007, 8",
        "999999999999999998, 999999999999999999"
    })
    void counts_on_from_the_leading_digits_and_leaves_nothing_behind_them(String content, long next) throws Exception {
        list.file("index", content);
        assertThat(next()).isEqualTo(next);
        assertThat(list.content("index")).isEqualTo(Long.toString(next));
        assertThat(list.syslog().lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", " 12", "-5", "+5", "\n", "\0\0\0", "1234567890123456789012", "\u0663"})
    void goes_on_after_the_highest_archived_post_when_the_content_is_unusable(String content) throws Exception {
        list.file("index", content).file("archive/9", "").file("archive/17", "").file("archive/99-old", "");
        assertThat(next()).isEqualTo(18);
        assertThat(list.content("index")).isEqualTo("18");
        assertThat(list.syslog().lines())
                .containsExactly(
                        "WARNING: " + list.path("index").toRealPath() + ": holds no number, going on after 17");
    }

    @Test
    void goes_on_after_0_when_the_content_is_unusable_and_there_is_no_archive() throws Exception {
        Files.delete(list.path("archive"));
        list.file("index", "?");
        assertThat(next()).isEqualTo(1);
    }

    @Test
    void passes_over_numbers_that_are_taken() throws Exception {
        list.file("index", "4");
        Set<Long> taken = Set.of(5L, 6L, 8L);
        Index index = list.open().index();
        assertThat(index.next(taken::contains)).isEqualTo(7);
        assertThat(index.next(taken::contains)).isEqualTo(9);
        assertThat(list.content("index")).isEqualTo("9");
    }

    @Test
    void stops_when_the_file_cannot_be_used() throws Exception {
        Files.delete(list.path("index"));
        Files.createDirectory(list.path("index"));
        assertThatThrownBy(this::next).isInstanceOf(IOException.class);
    }

    @Test
    void is_not_led_to_another_file_by_a_link() throws Exception {
        Files.delete(list.path("index"));
        list.file("secret", "12");
        Files.createSymbolicLink(list.path("index"), list.path("secret"));
        assertThatThrownBy(this::next).isInstanceOf(IOException.class);
        assertThat(list.content("secret")).isEqualTo("12");
    }

    @Test
    void gives_every_number_once_to_threads_and_processes() throws Exception {
        Set<Long> given = new TreeSet<>();
        String folder = list.folder().toString();
        try (ChildJvm a = ChildJvm.start(Taker.class, folder, "60");
                ChildJvm b = ChildJvm.start(Taker.class, folder, "60")) {
            List<CompletableFuture<List<Long>>> threads = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                threads.add(CompletableFuture.supplyAsync(() -> Taker.take(list.folder(), 30)));
            }
            for (CompletableFuture<List<Long>> thread : threads) {
                given.addAll(thread.get());
            }
            given.addAll(a.awaitOutput().stream().map(Long::valueOf).toList());
            given.addAll(b.awaitOutput().stream().map(Long::valueOf).toList());
        }
        assertThat(given)
                .isEqualTo(LongStream.rangeClosed(1, 180).boxed().collect(Collectors.toCollection(TreeSet::new)));
        assertThat(list.content("index")).isEqualTo("180");
    }

    /** Takes as many numbers as its second argument says, and prints them. */
    static final class Taker {
        private Taker() {}

        public static void main(String[] arguments) {
            take(Path.of(arguments[0]), Integer.parseInt(arguments[1])).forEach(System.out::println);
        }

        static List<Long> take(Path folder, int count) {
            List<Long> taken = new ArrayList<>();
            try {
                DurableFiles files =
                        ListDirectory.open(folder, RandomNames.secure()).files();
                Archive archive = new Archive(folder.resolve("archive"), files);
                Index index = new Index(folder.resolve("index"), archive, files, System.out::println);
                for (int i = 0; i < count; i++) {
                    taken.add(index.next(archive::contains));
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return taken;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "42, 42",
        "007, 7",
        "'', 0",
        "'-1', 0",
        "+1, 0",
        "' 1', 0",
        "1a, 0",
        "digest5, 0",
        "999999999999999999, 999999999999999999",
        "1000000000000000000, 0",
        "\u0663, 0"
    })
    void reads_the_names_of_posts(String name, long number) {
        assertThat(Index.parse(name)).isEqualTo(number);
    }
}
