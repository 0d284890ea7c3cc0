package org.jmlmmj.core.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.RunningUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BulkSubscriptionTest {
    private static final List<String> FOLDERS = List.of("subscribers.d", "digesters.d", "nomailsubs.d");

    @TempDir
    private Path spool;

    private ListFixture list;
    private Subscribers subscribers;
    private final List<String> progress = new ArrayList<>();

    @BeforeEach
    void makeList() {
        list = ListFixture.in(spool);
        subscribers = list.open().subscribers();
    }

    private static AddressSet set(Stream<String> addresses) {
        AddressSet set = new AddressSet(5);
        addresses.map(EmailAddress::of).forEach(set::add);
        return set;
    }

    private BulkSubscription bulk(String... addresses) {
        return new BulkSubscription(
                subscribers, set(Stream.of(addresses)), (done, total) -> progress.add(done + "/" + total));
    }

    @Test
    void adds_to_the_files_of_the_first_characters_and_keeps_who_is_there() throws IOException {
        list.file("subscribers.d/j", "Jane@example.net\r\n\n joe@example.net");
        Located before = bulk("joe@example.net", "Jim@example.net", "ann@example.net", "7up@example.net")
                .subscribe(Version.NORMAL, version -> true);
        assertThat(list.content("subscribers.d/j")).isEqualTo("Jane@example.net\njoe@example.net\njim@example.net\n");
        assertThat(list.content("subscribers.d/a")).isEqualTo("ann@example.net\n");
        assertThat(list.content("subscribers.d/7")).isEqualTo("7up@example.net\n");
        assertThat(list.names("subscribers.d")).containsExactly("7", "a", "j");
        assertThat(before.version(0)).contains(Version.NORMAL);
        assertThat(before.version(1)).isEmpty();
        assertThat(progress).containsExactly("1/3", "2/3", "3/3");
    }

    @Test
    void makes_a_folder_that_is_missing_when_somebody_comes_into_it() throws IOException {
        Files.delete(list.path("nomailsubs.d"));
        bulk("joe@example.net").subscribe(Version.NORMAL, version -> true);
        bulk("joe@example.net").subscribe(Version.NOMAIL, version -> false);
        assertThat(list.has("nomailsubs.d")).isFalse();
        bulk("joe@example.net").subscribe(Version.NOMAIL, version -> true);
        assertThat(list.content("nomailsubs.d/j")).isEqualTo("joe@example.net\n");
    }

    @Test
    void adds_nobody_who_stands_in_a_file_of_another_name() throws IOException {
        list.file("subscribers.d/import", "joe@example.net\n");
        bulk("joe@example.net", "jim@example.net").subscribe(Version.NORMAL, version -> true);
        assertThat(list.content("subscribers.d/j")).isEqualTo("jim@example.net\n");
        assertThat(list.content("subscribers.d/import")).isEqualTo("joe@example.net\n");
    }

    @Test
    void changes_only_those_who_are_chosen() throws IOException {
        list.subscribers("joe@example.net", "jim@example.net").lines("digesters.d", "jim@example.net");
        bulk("joe@example.net", "jim@example.net", "jane@example.net")
                .subscribe(Version.NOMAIL, version -> version.equals(Optional.of(Version.BOTH)));
        assertThat(list.content("subscribers.d/j")).isEqualTo("joe@example.net\n");
        assertThat(list.names("digesters.d")).isEmpty();
        assertThat(list.content("nomailsubs.d/j")).isEqualTo("jim@example.net\n");
    }

    @Test
    void removes_every_line_and_files_that_become_empty() throws IOException {
        list.file("subscribers.d/j", "joe@example.net\njane@example.net\nJOE@example.net\n")
                .file("subscribers.d/import", "joe@example.net\n")
                .lines("digesters.d", "ann@example.net");
        Located before = bulk("joe@example.net", "ann@example.net", "nobody@example.net")
                .unsubscribe(List.of(subscribers.normal()));
        assertThat(list.content("subscribers.d/j")).isEqualTo("jane@example.net\n");
        assertThat(list.names("subscribers.d")).containsExactly("j");
        assertThat(list.names("digesters.d")).containsExactly("a");
        assertThat(before.isIn(List.of(subscribers.normal()), 0)).isTrue();
        assertThat(before.isIn(List.of(subscribers.normal()), 1)).isFalse();
        assertThat(before.isIn(subscribers.all(), 1)).isTrue();
        assertThat(before.isIn(subscribers.all(), 2)).isFalse();
    }

    @Test
    void rewrites_no_file_that_needs_no_change() throws IOException {
        list.file("subscribers.d/j", "joe@example.net");
        bulk("joe@example.net").subscribe(Version.NORMAL, version -> true);
        bulk("jim@example.net").unsubscribe(subscribers.all());
        assertThat(list.content("subscribers.d/j")).isEqualTo("joe@example.net");
        assertThat(progress).isEmpty();
    }

    @Test
    void file_keeps_its_mode_and_new_ones_are_shared_with_the_group_of_the_folder() throws IOException {
        list.subscribers("joe@example.net");
        RunningUser.chmod(list.path("subscribers.d/j"), 0644);
        RunningUser.chmod(list.path("subscribers.d"), 0770);
        bulk("jim@example.net", "ann@example.net").subscribe(Version.BOTH, version -> true);
        assertThat(RunningUser.mode(list.path("subscribers.d/j"))).isEqualTo("644");
        assertThat(RunningUser.mode(list.path("subscribers.d/a"))).isEqualTo("660");
        assertThat(RunningUser.mode(list.path("digesters.d/a"))).isEqualTo("600");
    }

    @Test
    void forgets_what_came_back_from_those_who_are_new_or_gone() throws IOException {
        for (String name : List.of("ann", "abe", "joe", "zed")) {
            list.file("bounce/" + name + "=example.net", "1:2 # x\n");
        }
        list.subscribers("abe@example.net");
        bulk("ann@example.net", "abe@example.net").subscribe(Version.BOTH, version -> true);
        assertThat(list.names("bounce")).containsExactly("abe=example.net", "joe=example.net", "zed=example.net");
        list.lines("digesters.d", "joe@example.net").subscribers("joe@example.net", "zed@example.net");
        bulk("joe@example.net", "zed@example.net").unsubscribe(List.of(subscribers.normal()));
        assertThat(list.names("bounce")).containsExactly("abe=example.net", "joe=example.net");
    }

    @Test
    void keeps_what_is_no_address() throws IOException {
        String junk = "no address at all\n" + "x".repeat(200_000) + "\n";
        list.file("subscribers.d/j", junk + "joe@example.net\n");
        bulk("joe@example.net", "jim@example.net").subscribe(Version.DIGEST, version -> true);
        assertThat(list.content("subscribers.d/j")).isEqualTo(junk);
    }

    @Test
    void leaves_nothing_but_the_lock_behind() throws IOException {
        List<String> before = list.names("");
        bulk("joe@example.net").subscribe(Version.BOTH, version -> true);
        bulk("joe@example.net").unsubscribe(subscribers.all());
        assertThat(list.names("").stream().filter(name -> !before.contains(name)))
                .containsExactly(".subscribers.lock");
        for (String folder : FOLDERS) {
            assertThat(list.names(folder)).isEmpty();
        }
    }

    @Test
    void adds_before_it_removes() throws IOException {
        list.subscribers("joe@example.net").lines("digesters.d", "jane@example.net");
        Files.createDirectory(list.path("nomailsubs.d/j"));
        BulkSubscription bulk = bulk("joe@example.net", "jane@example.net");
        assertThatThrownBy(() -> bulk.subscribe(Version.NOMAIL, version -> true))
                .isInstanceOf(IOException.class);
        assertThat(list.content("subscribers.d/j")).isEqualTo("joe@example.net\n");
        assertThat(list.content("digesters.d/j")).isEqualTo("jane@example.net\n");
    }

    /** Every state of an address in every combination of the three folders. */
    @ParameterizedTest
    @EnumSource(Version.class)
    void leads_where_single_changes_lead(Version version) throws IOException {
        Random random = new Random(version.word().hashCode());
        ListFixture other = ListFixture.in(spool.resolve("other"));
        List<String> addresses = IntStream.range(0, 64)
                .mapToObj(i -> (char) ('a' + i % 5) + "" + i + "@x.example")
                .toList();
        for (String address : addresses) {
            int state = random.nextInt(8);
            for (int folder = 0; folder < 3; folder++) {
                if ((state >> folder & 1) == 1) {
                    list.lines(FOLDERS.get(folder), address);
                    other.lines(FOLDERS.get(folder), address);
                }
            }
        }
        List<String> changed = addresses.subList(0, 48);
        new BulkSubscription(subscribers, set(changed.stream()), (done, total) -> {})
                .subscribe(version, present -> true);
        for (String address : changed) {
            other.open().subscribers().subscribe(EmailAddress.of(address), version);
        }
        assertThat(lines(list)).isEqualTo(lines(other));

        new BulkSubscription(subscribers, set(changed.stream()), (done, total) -> {})
                .unsubscribe(subscribers.of(Version.DIGEST));
        for (String address : changed) {
            Subscribers others = other.open().subscribers();
            others.unsubscribe(EmailAddress.of(address), List.of(others.digest()));
        }
        assertThat(lines(list)).isEqualTo(lines(other));
    }

    /** The sorted lines of each subscriber file. */
    private static Map<String, List<String>> lines(ListFixture list) {
        Map<String, List<String>> lines = new TreeMap<>();
        for (String folder : FOLDERS) {
            for (String name : list.names(folder)) {
                String file = folder + "/" + name;
                lines.put(file, list.content(file).lines().sorted().toList());
            }
        }
        return lines;
    }
}
