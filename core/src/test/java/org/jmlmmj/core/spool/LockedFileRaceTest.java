package org.jmlmmj.core.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jmlmmj.core.test.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class LockedFileRaceTest {
    private static final String STEPS = "1000";

    @Test
    void one_holder_at_a_time_among_threads_of_processes_that_delete_and_replace_the_file(@TempDir Path folder)
            throws Exception {
        Files.writeString(folder.resolve("count"), "0");
        try (ChildJvm a = ChildJvm.start(LockRacer.class, folder.toString(), "2", STEPS);
                ChildJvm b = ChildJvm.start(LockRacer.class, folder.toString(), "2", STEPS);
                ChildJvm c = ChildJvm.start(LockRacer.class, folder.toString(), "1", STEPS)) {
            a.await("ready");
            b.await("ready");
            c.await("ready");
            a.say("go");
            b.say("go");
            c.say("go");
            assertThat(a.awaitOutput()).containsExactly("ready");
            assertThat(b.awaitOutput()).containsExactly("ready");
            assertThat(c.awaitOutput()).containsExactly("ready");
        }
        assertThat(folder.resolve("count")).hasContent("5000");
    }
}
