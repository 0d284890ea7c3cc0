package org.jmlmmj.core.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.test.ChildJvm;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.RunningUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DraftReplaceTest {
    private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

    private ListFixture list;

    @BeforeEach
    void makeList(@TempDir Path parent) {
        list = ListFixture.in(parent);
    }

    private void replace(String name) throws IOException {
        list.directory().files().replace(list.path(name), NEW);
    }

    @Test
    void makes_a_private_file_when_there_was_none() throws Exception {
        replace("lastdigest");
        assertThat(list.content("lastdigest")).isEqualTo("new");
        assertThat(RunningUser.mode(list.path("lastdigest"))).isEqualTo("600");
    }

    @Test
    void keeps_the_mode_of_the_old_file() throws Exception {
        list.file("lastdigest", "the old content");
        RunningUser.chmod(list.path("lastdigest"), 0664);
        replace("lastdigest");
        assertThat(list.content("lastdigest")).isEqualTo("new");
        assertThat(RunningUser.mode(list.path("lastdigest"))).isEqualTo("664");
    }

    @Test
    void leaves_readers_of_the_old_file_alone() throws Exception {
        list.file("lastdigest", "the old content");
        try (var reader = Files.newInputStream(list.path("lastdigest"))) {
            replace("lastdigest");
            assertThat(reader.readAllBytes()).asString().isEqualTo("the old content");
        }
    }

    @Test
    void replaces_a_link_and_not_what_it_points_to() throws Exception {
        list.file("secret", "untouched");
        Files.createSymbolicLink(list.path("lastdigest"), list.path("secret"));
        replace("lastdigest");
        assertThat(list.content("secret")).isEqualTo("untouched");
        assertThat(list.path("lastdigest")).isRegularFile().hasContent("new");
        assertThat(Files.isSymbolicLink(list.path("lastdigest"))).isFalse();
        assertThat(RunningUser.mode(list.path("lastdigest")))
                .as("not the mode of the link")
                .isEqualTo("600");
    }

    @Test
    void leaves_nothing_when_a_folder_is_in_the_way() {
        assertThatThrownBy(() -> replace("queue")).isInstanceOf(IOException.class);
        assertThat(list.names("queue")).containsExactly("discarded");
        assertThat(list.names("")).noneMatch(name -> name.startsWith("."));
    }

    @Test
    void keeps_the_owner_and_group_of_the_old_file_when_run_by_root() throws Exception {
        assumeTrue(RunningUser.isRoot(), "only root gives files away");
        list.file("lastdigest", "old");
        RunningUser.chown(list.path("lastdigest"), 12345, 23456);
        RunningUser.chmod(list.path("lastdigest"), 0660);
        replace("lastdigest");
        assertThat(RunningUser.owner(list.path("lastdigest"))).isEqualTo("12345:23456");
        assertThat(RunningUser.mode(list.path("lastdigest"))).isEqualTo("660");
    }

    @Test
    void replaces_the_file_of_another_account_without_being_root(@TempDir Path open) throws Exception {
        assumeTrue(RunningUser.isRoot(), "only root can become somebody else");
        assumeThat(Path.of("/usr/bin/setpriv")).exists();
        // A front end made the file; the list's user may change the folder and cannot give files away.
        RunningUser.chmod(open, 0755);
        ListFixture theirs = ListFixture.in(open).file("lastdigest", "old");
        for (Path path : new Path[] {theirs.folder(), theirs.path("control"), theirs.path("control/listaddress")}) {
            RunningUser.chown(path, 12345, 12345);
        }
        RunningUser.chown(theirs.path("lastdigest"), 33, 12345);
        RunningUser.chmod(theirs.path("lastdigest"), 0660);
        assumeReadableBy12345();
        try (ChildJvm child = ChildJvm.startAs(
                12345, 12345, Replacer.class, theirs.path("lastdigest").toString())) {
            assertThat(child.awaitOutput()).containsExactly("replaced");
        }
        assertThat(theirs.content("lastdigest")).isEqualTo("new");
        assertThat(RunningUser.owner(theirs.path("lastdigest"))).isEqualTo("12345:12345");
        assertThat(RunningUser.mode(theirs.path("lastdigest"))).isEqualTo("660");
    }

    private static void assumeReadableBy12345() throws Exception {
        try (ChildJvm child = ChildJvm.startAs(12345, 12345, Replacer.class)) {
            assumeThat(child.awaitOutput()).as("the classes can be read").containsExactly("no file");
        }
    }

    /** Replaces the file named by its argument. */
    static final class Replacer {
        private Replacer() {}

        public static void main(String[] arguments) throws IOException {
            if (arguments.length == 0) {
                System.out.println("no file");
                return;
            }
            Path file = Path.of(arguments[0]);
            ListDirectory directory = ListDirectory.open(Folders.parent(file), RandomNames.secure());
            directory.files().replace(file, NEW);
            System.out.println("replaced");
        }
    }
}
