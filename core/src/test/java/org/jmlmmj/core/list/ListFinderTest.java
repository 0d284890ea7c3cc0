package org.jmlmmj.core.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jmlmmj.core.test.RecordingSyslog;
import org.jmlmmj.core.test.RunningUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListFinderTest {
    @TempDir
    Path folder;

    private final RecordingSyslog syslog = new RecordingSyslog();

    private Path list(String path) throws IOException {
        Path list = folder.resolve(path);
        Files.createDirectories(list.resolve("control"));
        Files.writeString(list.resolve("control/listaddress"), "a@example.org\n");
        return list;
    }

    private List<Path> find() throws IOException {
        return new ListFinder(syslog).below(folder);
    }

    @Test
    void finds_lists_at_any_depth_in_order() throws IOException {
        Path nested = list("example.org/birds");
        Path deep = list("customers/a/example.com/owls");
        Path flat = list("swans");
        Files.createDirectories(folder.resolve("empty/folder"));
        Files.writeString(folder.resolve("file"), "");
        assertThat(find()).containsExactly(deep, nested, flat);
        assertThat(syslog.lines()).isEmpty();
    }

    @Test
    void there_are_no_lists_in_a_list() throws IOException {
        Path outer = list("birds");
        list("birds/archive/owls");
        assertThat(find()).containsExactly(outer);
    }

    @Test
    void link_to_a_list_is_followed_and_a_circle_is_not() throws IOException {
        Path real = list("real/birds");
        Files.createSymbolicLink(folder.resolve("linked"), real);
        Files.createSymbolicLink(folder.resolve("real/circle"), folder);
        assertThat(find()).containsExactly(folder.resolve("linked"), real);
    }

    @Test
    void folder_that_looks_like_a_broken_list_is_told() throws IOException {
        Files.createDirectories(folder.resolve("birds/control"));
        assertThat(find()).isEmpty();
        assertThat(syslog.lines())
                .singleElement()
                .asString()
                .startsWith("WARNING")
                .contains("birds");
    }

    @Test
    void folder_that_cannot_be_read_hides_only_its_own_lists() throws IOException {
        assumeThat(RunningUser.isRoot()).isFalse();
        Path open = list("open/birds");
        list("closed/owls");
        RunningUser.chmod(folder.resolve("closed"), 0);
        assertThat(find()).containsExactly(open);
        assertThat(syslog.lines()).singleElement().asString().contains("closed: permission denied");
        RunningUser.chmod(folder.resolve("closed"), 0700);
    }

    @Test
    void missing_folder_is_an_error() {
        assertThatThrownBy(() -> new ListFinder(syslog).below(folder.resolve("none")))
                .isInstanceOf(NoSuchFileException.class);
    }
}
