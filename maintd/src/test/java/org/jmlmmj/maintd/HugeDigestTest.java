package org.jmlmmj.maintd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jmlmmj.core.test.ChildJvm;
import org.jmlmmj.core.test.ListFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HugeDigestTest {
    private static final int POSTS = 128;
    private static final int OCTETS = 1024 * 1024;

    /** Twice what the heap of the child could hold; 500 posts of that size take the same memory. */
    @Test
    void digest_larger_than_the_heap_is_written(@TempDir Path folder) throws Exception {
        ListFixture list = ListFixture.in(folder);
        list.file("archive/1", "Subject: large\n\n" + ("x".repeat(63) + "\n").repeat(OCTETS / 64));
        for (int number = 2; number <= POSTS; number++) {
            Files.createLink(list.path("archive/" + number), list.path("archive/1"));
        }
        try (ChildJvm child = ChildJvm.start(HugeDigest.class, list.folder().toString(), Integer.toString(POSTS))) {
            List<String> said = child.awaitOutput();
            assertThat(said).hasSize(1);
            assertThat(Long.parseLong(said.get(0).substring("octets ".length())))
                    .isBetween((long) POSTS * OCTETS, (long) POSTS * (OCTETS + 1024));
            assertThat(child.awaitExit()).isZero();
        }
    }
}
