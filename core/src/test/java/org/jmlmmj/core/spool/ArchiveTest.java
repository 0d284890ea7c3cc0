package org.jmlmmj.core.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jmlmmj.core.test.ListFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    private ListFixture list;
    private Archive archive;

    @BeforeEach
    void makeList(@TempDir Path parent) {
        list = ListFixture.in(parent).file("queue/x", "a post");
        archive = list.open().archive();
    }

    @Test
    void holds_the_very_file_that_is_in_the_queue() throws Exception {
        add(12);
        assertThat(Files.isSameFile(list.path("archive/12"), list.path("queue/x")))
                .isTrue();
        assertThat(archive.contains(12)).isTrue();
        assertThat(archive.contains(1)).isFalse();
        assertThat(archive.post(12)).isEqualTo(list.path("archive/12"));
    }

    @Test
    void finds_the_index_of_a_post_that_is_archived_already() throws Exception {
        list.file("archive/11", "another post");
        Files.createSymbolicLink(list.path("archive/10"), list.path("missing"));
        assertThat(archive.indexOf(list.path("queue/x"))).isEmpty();
        add(12);
        assertThat(archive.indexOf(list.path("queue/x"))).hasValue(12);
        Files.delete(list.path("archive/12"));
        Files.createLink(list.path("queue/y"), list.path("queue/x"));
        assertThat(archive.indexOf(list.path("queue/x"))).isEmpty();
    }

    @Test
    void never_overwrites_a_post() throws Exception {
        list.file("archive/12", "older post");
        assertThatThrownBy(() -> add(12)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(list.content("archive/12")).isEqualTo("older post");
        assertThat(list.content("queue/x")).isEqualTo("a post");
    }

    @Test
    void counts_a_dangling_link_as_a_post() throws Exception {
        Files.createSymbolicLink(list.path("archive/12"), list.path("missing"));
        assertThat(archive.contains(12)).isTrue();
        assertThatThrownBy(() -> add(12)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(list.has("missing")).isFalse();
    }

    @Test
    void makes_its_folder_when_it_is_missing() throws Exception {
        Files.delete(list.path("archive"));
        assertThat(archive.highest()).isZero();
        assertThat(archive.contains(1)).isFalse();
        add(1);
        assertThat(list.content("archive/1")).isEqualTo("a post");
    }

    @Test
    void finds_the_highest_number_among_other_names() throws Exception {
        assertThat(archive.highest()).isZero();
        for (String name : new String[] {"9", "10", "100x", "-200", "300.gz", ".400", "2"}) {
            list.file("archive/" + name, "");
        }
        assertThat(archive.highest()).isEqualTo(10);
    }

    private void add(long index) throws Exception {
        Path mail = list.path("queue/x");
        try (FileChannel content = FileChannel.open(mail)) {
            archive.add(index, mail, content);
        }
    }
}
