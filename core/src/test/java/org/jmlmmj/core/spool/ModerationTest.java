package org.jmlmmj.core.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.jmlmmj.core.test.ListFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModerationTest {
    private static final Cookie COOKIE = new Cookie("0123456789abcdef");

    @TempDir
    Path folder;

    private ListFixture list;

    @BeforeEach
    void holdPost() throws IOException {
        list = ListFixture.in(folder).file("moderation/" + COOKIE, "post");
        Files.setLastModifiedTime(
                list.path("moderation/" + COOKIE), FileTime.from(ListFixture.NOON.minus(Duration.ofDays(6))));
    }

    @Test
    void released_post_is_as_old_as_its_release() throws IOException {
        Path taken = list.open().moderation().take(COOKIE, ListFixture.NOON).orElseThrow();
        assertThat(Files.getLastModifiedTime(taken).toInstant()).isEqualTo(ListFixture.NOON);
        assertThat(list.names("moderation")).containsExactly(COOKIE + ".sending");
    }

    @Test
    void post_that_was_released_before_keeps_its_age() throws IOException {
        Path taken = list.open().moderation().take(COOKIE, ListFixture.NOON).orElseThrow();
        Instant later = ListFixture.NOON.plus(Duration.ofHours(1));
        assertThat(list.open().moderation().take(COOKIE, later)).contains(taken);
        assertThat(Files.getLastModifiedTime(taken).toInstant()).isEqualTo(ListFixture.NOON);
    }
}
