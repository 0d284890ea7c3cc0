package org.jmlmmj.core.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeSpaceTest {
    private static final long MIB = 1 << 20;
    private static final Path FOLDER = Path.of("/list");

    private static InputStream mail(int octets) {
        return new ByteArrayInputStream(new byte[octets]);
    }

    private static FreeSpace space(long floor, long free) {
        return FreeSpace.of(FOLDER, floor, () -> OptionalLong.of(free));
    }

    @Test
    void takes_a_mail_that_leaves_the_floor_free() throws IOException {
        assertThat(space(16 * MIB, 20 * MIB).guard(mail((int) (4 * MIB))).readAllBytes())
                .hasSize((int) (4 * MIB));
    }

    @Test
    void takes_nothing_below_the_floor() {
        assertThatThrownBy(() -> space(16 * MIB, 16 * MIB - 1).guard(mail(0)))
                .isInstanceOf(IOException.class)
                .hasMessage("/list: only 15 MiB are free, no mail is taken while there are not 16 MiB and room for it");
    }

    @Test
    void refuses_a_mail_whose_rewritten_form_would_reach_the_floor() throws IOException {
        try (InputStream guarded = space(16 * MIB, 20 * MIB).guard(mail((int) (4 * MIB) + 1))) {
            assertThatThrownBy(guarded::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void sees_that_others_fill_the_disk_while_a_mail_comes() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        FreeSpace shrinking = FreeSpace.of(
                FOLDER, 16 * MIB, () -> OptionalLong.of(asked.getAndIncrement() < 2 ? 1000 * MIB : 17 * MIB));

        try (InputStream guarded = shrinking.guard(mail((int) (10 * MIB)))) {
            assertThatThrownBy(guarded::readAllBytes).isInstanceOf(IOException.class);
        }
        assertThat(asked).hasValue(3);
    }

    @Test
    void counts_octets_that_are_read_one_by_one() throws IOException {
        try (InputStream guarded = space(16 * MIB, 16 * MIB).guard(mail(1))) {
            assertThat(guarded.read()).isZero();
            assertThatThrownBy(guarded::read).isInstanceOf(IOException.class);
        }
    }

    @Test
    void file_system_that_does_not_tell_refuses_nothing() throws IOException {
        assertThat(FreeSpace.of(FOLDER, 16 * MIB, OptionalLong::empty)
                        .guard(mail(3))
                        .readAllBytes())
                .hasSize(3);
    }

    @Test
    void floor_of_nothing_asks_nobody() throws IOException {
        FreeSpace space = FreeSpace.of(FOLDER, 0, () -> {
            throw new AssertionError("asked");
        });

        assertThat(space.guard(mail(3)).readAllBytes()).hasSize(3);
    }

    @Test
    void asks_the_file_system_of_the_folder(@TempDir Path folder) throws IOException {
        assertThat(FreeSpace.of(folder, 1).guard(mail(3)).readAllBytes()).hasSize(3);
        assertThatThrownBy(() -> FreeSpace.of(folder, Long.MAX_VALUE).guard(mail(3)))
                .isInstanceOf(IOException.class);
    }
}
