package org.jmlmmj.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo is the first thing that a newcomer sees. */
class DemoIT {
    @Test
    void shows_what_each_subscriber_got(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();

        new Demo(Installation.built(), folder, new PrintStream(shown, true, StandardCharsets.UTF_8)).run();

        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("birds+bounces-1-ann=example.net@lists.example.org")
                .contains("birds+bounces-1-bob=example.com@lists.example.org")
                .contains("birds+bounces-1-eve=example.org@lists.example.org")
                .contains("[birds] First swallow", "over the pond");
        assertThat(folder.resolve("birds/archive/1")).exists();
    }
}
