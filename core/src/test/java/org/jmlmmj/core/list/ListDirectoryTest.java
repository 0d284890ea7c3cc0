package org.jmlmmj.core.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.RunningUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListDirectoryTest {
    private ListFixture list;
    private Path real;

    @BeforeEach
    void makeList(@TempDir Path parent) throws Exception {
        list = ListFixture.in(parent);
        real = list.folder().toRealPath();
    }

    private ListDirectory open(String folder) throws Exception {
        return ListDirectory.open(folder, list.names());
    }

    @Test
    void takes_a_path_with_or_without_a_slash_at_its_end() throws Exception {
        assertThat(open(list.folder().toString()).path()).isEqualTo(real);
        assertThat(open(list.folder() + "/").path()).isEqualTo(real);
        assertThat(open(list.folder() + "//queue/..").path()).isEqualTo(real);
    }

    @Test
    void takes_a_path_relative_to_the_working_directory() throws Exception {
        Path relative = Path.of("").toAbsolutePath().relativize(list.folder());
        assertThat(open(relative.toString()).path()).isEqualTo(real);
    }

    @Test
    void is_one_list_by_whatever_links_it_is_reached() throws Exception {
        Path link = Files.createSymbolicLink(list.folder().resolveSibling("link"), list.folder());
        assertThat(open(link.toString()).path()).isEqualTo(real);
    }

    @Test
    void leaves_a_folder_behind_a_link_by_its_real_parent() throws Exception {
        Path other = Files.createDirectories(list.folder().resolveSibling("other/deep"));
        Path link = Files.createSymbolicLink(list.path("link"), other);
        assertThat(open(link + "/..").path())
                .isEqualTo(other.toRealPath().resolveSibling("").normalize());
    }

    @Test
    void refuses_an_empty_path_instead_of_working_where_it_stands() {
        assertThatThrownBy(() -> open("")).isInstanceOf(ListException.class).hasMessageContaining("is empty");
    }

    @Test
    void says_what_is_wrong_with_a_path() {
        assertThatThrownBy(() -> open(list.folder() + "/missing"))
                .isInstanceOf(ListException.class)
                .hasMessage("the list directory " + list.folder() + "/missing does not exist");
        assertThatThrownBy(() -> open(list.folder() + "/index"))
                .isInstanceOf(ListException.class)
                .hasMessageEndingWith("/index is not a folder");
        assertThatThrownBy(() -> open("a\0b"))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("is no usable path");
    }

    @Test
    void says_that_permission_is_denied(@TempDir Path parent) {
        assumeFalse(RunningUser.isRoot(), "root may enter everything");
        RunningUser.chmod(parent, 0);
        try {
            assertThatThrownBy(() -> open(parent + "/birds"))
                    .isInstanceOf(ListException.class)
                    .hasMessageContaining("permission denied");
        } finally {
            RunningUser.chmod(parent, 0700);
        }
    }

    @Test
    void may_be_worked_on_by_its_owner() throws Exception {
        assertThat(open(list.folder().toString()).requireOwner().path()).isEqualTo(real);
    }

    @Test
    void may_be_worked_on_by_root_whoever_owns_it() throws Exception {
        assumeTrue(RunningUser.isRoot(), "only root gives files away");
        RunningUser.chown(list.folder(), 12345, 12345);
        assertThat(open(list.folder().toString()).requireOwner().ownership().uid())
                .isEqualTo(12345);
    }

    @Test
    void may_not_be_worked_on_by_anybody_else() {
        assumeFalse(RunningUser.isRoot(), "root may work on every list");
        assertThatThrownBy(() -> open("/").requireOwner())
                .isInstanceOf(ListException.class)
                .hasMessageContaining("belongs to user 0");
    }
}
