package org.jmlmmj.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jmlmmj.core.test.ChildJvm;
import org.jmlmmj.core.test.ListFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs with very many addresses, in processes with a heap of 64 MiB. */
@Timeout(180)
class BulkSizeTest {
    private static final int MANY = 100_000;

    @TempDir
    private Path spool;

    private static Stream<String> addresses() {
        return IntStream.range(0, MANY).mapToObj(i -> (char) ('a' + i % 26) + "-subscriber-" + i + "@example.net");
    }

    private static Stream<String> lines(ListFixture list) {
        return list.names("subscribers.d").stream()
                .flatMap(name -> list.content("subscribers.d/" + name).lines());
    }

    @Test
    void hundred_thousand_join_and_leave_with_little_memory() throws Exception {
        ListFixture list = ListFixture.in(spool).subscribers("astays@example.net");
        Path file = Files.write(spool.resolve("addresses"), addresses().toList());
        String command = "-L " + list.folder() + " -U -qs -i " + file;
        try (ChildJvm process = ChildJvm.start(ProgramLoop.class, "sub").await("ready")) {
            process.say(command);
            process.await("OK");
        }
        assertThat(lines(list).sorted().toList())
                .isEqualTo(Stream.concat(Stream.of("astays@example.net"), addresses())
                        .sorted()
                        .toList());
        try (ChildJvm process = ChildJvm.start(ProgramLoop.class, "unsub").await("ready")) {
            process.say(command);
            process.await("OK");
        }
        assertThat(lines(list).toList()).isEqualTo(List.of("astays@example.net"));
    }
}
