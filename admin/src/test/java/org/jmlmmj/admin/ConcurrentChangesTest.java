package org.jmlmmj.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.test.ChildJvm;
import org.jmlmmj.core.test.ListFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many processes change one list at the same time (spec 01 §9.3). */
@Timeout(180)
class ConcurrentChangesTest {
    private static final List<String> FOLDERS = List.of("subscribers.d", "digesters.d", "nomailsubs.d");

    @TempDir
    private Path spool;

    private ListFixture list;
    private final List<ChildJvm> processes = new ArrayList<>();

    @BeforeEach
    void makeList() {
        list = ListFixture.in(spool);
    }

    @AfterEach
    void endProcesses() {
        processes.forEach(ChildJvm::close);
    }

    private void start(String program) throws Exception {
        processes.add(ChildJvm.start(ProgramLoop.class, program).await("ready"));
    }

    /** Hands command lines to a process, without waiting for what it does. */
    private void hand(int process, Stream<String> commands) {
        commands.forEach(processes.get(process)::say);
        processes.get(process).say("end");
    }

    /** Waits until each process has carried out all of its commands. */
    private void assertAllDone(int commands) throws Exception {
        List<String> expected = new ArrayList<>(Collections.nCopies(commands, ExitStatus.OK.name()));
        expected.add(0, "ready");
        for (ChildJvm process : processes) {
            assertThat(process.awaitOutput()).isEqualTo(expected);
            assertThat(process.awaitExit()).isZero();
        }
    }

    private String command(String address, String... options) {
        return "-L " + list.folder() + " -U -fqs " + String.join(" ", options) + " -a " + address;
    }

    private static String address(String group, int i) {
        return "j" + group + i + "@example.net";
    }

    private static Stream<String> addresses(String group, int count) {
        return IntStream.range(0, count).mapToObj(i -> address(group, i));
    }

    private List<String> lines(String folder) {
        return list.names(folder).stream()
                .flatMap(name -> list.content(folder + "/" + name).lines())
                .toList();
    }

    @Test
    void nobody_is_lost_and_nobody_doubled_when_processes_add_to_one_file() throws Exception {
        int own = 40;
        int shared = 20;
        for (int i = 0; i < 4; i++) {
            start("sub");
        }
        List<String> expected = new ArrayList<>(addresses("shared", shared).toList());
        for (int i = 0; i < 4; i++) {
            List<String> mine = addresses("own" + i + "-", own).toList();
            expected.addAll(mine);
            hand(i, Stream.concat(addresses("shared", shared), mine.stream()).map(this::command));
        }
        assertAllDone(own + shared);
        assertThat(lines("subscribers.d")).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(list.names("subscribers.d")).containsExactly("j");
        assertThat(list.names("")).noneMatch(name -> name.startsWith(".tmp-"));
    }

    @Test
    void those_who_leave_are_gone_and_those_who_join_are_there() throws Exception {
        int count = 40;
        list.subscribers(Stream.of("stay", "leave0-", "leave1-")
                .flatMap(group -> addresses(group, count))
                .toArray(String[]::new));
        for (String program : List.of("sub", "unsub", "sub", "unsub")) {
            start(program);
        }
        hand(0, addresses("join0-", count).map(this::command));
        hand(2, addresses("join1-", count).map(this::command));
        hand(1, addresses("leave0-", count).map(this::leave));
        hand(3, addresses("leave1-", count).map(this::leave));
        assertAllDone(count);
        assertThat(lines("subscribers.d"))
                .containsExactlyInAnyOrderElementsOf(Stream.of("stay", "join0-", "join1-")
                        .flatMap(group -> addresses(group, count))
                        .toList());
    }

    private String leave(String address) {
        return "-L " + list.folder() + " -U -qs -a " + address;
    }

    @Test
    void file_that_comes_and_goes_keeps_every_address_that_should_stay() throws Exception {
        // Each process adds and removes its own address, so the file is deleted and made again all the time.
        int rounds = 30;
        for (int i = 0; i < 3; i++) {
            start("sub");
        }
        for (int i = 0; i < 3; i++) {
            String mine = address("own", i);
            hand(i, IntStream.rangeClosed(1, rounds).mapToObj(round -> command(mine, round % 2 == 0 ? "-d" : "-n")));
        }
        assertAllDone(rounds);
        assertThat(lines("digesters.d"))
                .containsExactlyInAnyOrderElementsOf(addresses("own", 3).toList());
        assertThat(list.names("nomailsubs.d")).isEmpty();
        assertThat(list.names("subscribers.d")).isEmpty();
    }

    @Test
    void address_that_all_move_around_ends_in_one_version() throws Exception {
        int rounds = 40;
        for (int i = 0; i < 3; i++) {
            start("sub");
        }
        List<List<String>> turns = List.of(List.of("-U", "-d"), List.of("-d", "-n"), List.of("-n", "-b"));
        for (int i = 0; i < 3; i++) {
            List<String> turn = turns.get(i);
            hand(i, IntStream.range(0, rounds).mapToObj(round -> command("joe@example.net", turn.get(round % 2))));
        }
        assertAllDone(rounds);
        assertThat(foldersOfJoe()).isIn(versions());
    }

    /** The sets of folders that make a version. */
    private static List<Set<String>> versions() {
        return Stream.of("subscribers.d", "digesters.d", "nomailsubs.d", "digesters.d subscribers.d")
                .map(names -> Set.of(names.split(" ")))
                .toList();
    }

    private Set<String> foldersOfJoe() {
        Set<String> folders = new TreeSet<>();
        for (String folder : FOLDERS) {
            List<String> lines = lines(folder);
            assertThat(lines).isSubsetOf("joe@example.net").doesNotHaveDuplicates();
            if (!lines.isEmpty()) {
                folders.add(folder);
            }
        }
        return folders;
    }

    @Test
    void killed_process_leaves_address_subscribed_and_list_usable() throws Exception {
        EmailAddress joe = EmailAddress.of("joe@example.net");
        for (int kill = 0; kill < 6; kill++) {
            try (ChildJvm process = ChildJvm.start(ProgramLoop.class, "sub").await("ready")) {
                for (int round = 0; round < 300; round++) {
                    process.say(command(joe.value(), round % 2 == 0 ? "-d" : "-n"));
                }
                for (int answers = 0; answers <= 3 * kill; answers++) {
                    process.await(ExitStatus.OK.name());
                }
            }
            assertThat(list.open().subscribers().versionOf(joe)).isPresent();
            assertThat(Run.of(Programs.sub(), command(joe.value(), "-b").split(" ")))
                    .isEqualTo(new Run(ExitStatus.OK, "", ""));
            assertThat(foldersOfJoe()).containsExactly("digesters.d", "subscribers.d");
        }
    }
}
