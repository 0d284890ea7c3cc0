package org.jmlmmj.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.RunningUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Who may change a list, and whose files come of it (spec 01 §4.1). */
class ListOwnerTest {
    private static final int OWNER = 12_345;
    private static final int GROUP = 23_456;

    @TempDir
    private Path spool;

    private static ListFixture give(ListFixture list) throws IOException {
        try (Stream<Path> files = Files.walk(list.folder())) {
            files.forEach(file -> RunningUser.chown(file, OWNER, GROUP));
        }
        return list;
    }

    @Test
    @EnabledIf("org.jmlmmj.core.test.RunningUser#isRoot")
    void root_names_the_owner_and_gives_every_file_to_them() throws IOException {
        ListFixture list = give(ListFixture.in(spool).subscribers("jane@example.net"));
        String given = list.folder() + "/";
        String line = "Changing to uid 12345, owner of " + given + ".\n";
        assertThat(Run.of(Programs.sub(), "-L", given, "-a", "joe@example.net", "-b"))
                .isEqualTo(new Run(ExitStatus.OK, line, ""));
        assertThat(Run.of(Programs.unsub(), "-L", given, "-a", "jane@example.net"))
                .isEqualTo(new Run(ExitStatus.OK, line, ""));
        assertThat(foreignFiles(list.folder())).isEmpty();
        assertThat(list.content("subscribers.d/j")).isEqualTo("joe@example.net\n");
        assertThat(list.content("digesters.d/j")).isEqualTo("joe@example.net\n");
    }

    private static List<Path> foreignFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !RunningUser.owner(file).equals(OWNER + ":" + GROUP))
                    .toList();
        }
    }

    @Test
    @EnabledIf("org.jmlmmj.core.test.RunningUser#isRoot")
    void root_is_silent_with_U_and_gives_files_to_the_owner_all_the_same() throws IOException {
        ListFixture list = give(ListFixture.in(spool));
        assertThat(Run.of(Programs.sub(), "-U", "-L", list.folder().toString(), "-a", "joe@example.net"))
                .isEqualTo(new Run(ExitStatus.OK, "", ""));
        assertThat(foreignFiles(list.folder())).isEmpty();
    }

    @Test
    void owner_is_not_named_to_themselves() {
        ListFixture list = ListFixture.in(spool);
        assertThat(Run.of(Programs.sub(), "-L", list.folder().toString(), "-a", "joe@example.net"))
                .isEqualTo(new Run(ExitStatus.OK, "", ""));
    }

    @Test
    @DisabledIf("org.jmlmmj.core.test.RunningUser#isRoot")
    void others_are_refused() {
        for (Run run : List.of(
                Run.of(Programs.sub(), "-L", "/", "-a", "joe@example.net"),
                Run.of(Programs.unsub(), "-L", "/", "-a", "joe@example.net"))) {
            assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("belongs to user 0").hasLineCount(1);
        }
    }
}
