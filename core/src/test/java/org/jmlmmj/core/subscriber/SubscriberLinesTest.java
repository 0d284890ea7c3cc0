package org.jmlmmj.core.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jmlmmj.core.test.BrokenStream;
import org.junit.jupiter.api.Test;

class SubscriberLinesTest {
    private static final Path FOLDER = Path.of("subscribers.d");

    private final List<String> closed = new ArrayList<>();

    private List<String> read(Map<String, InputStream> contents) throws IOException {
        List<Path> files =
                contents.keySet().stream().sorted().map(FOLDER::resolve).toList();
        List<String> found = new ArrayList<>();
        SubscriberLines.Opener opener = file -> new LineReader(
                contents.getOrDefault(String.valueOf(file.getFileName()), InputStream.nullInputStream()), 64);
        try (SubscriberLines lines = new SubscriberLines(FOLDER, files, opener)) {
            while (lines.next()) {
                found.add(lines.file().getFileName() + ":" + lines.number() + ":" + lines.line());
            }
            assertThat(lines.next()).as("stays at the end").isFalse();
        }
        return found;
    }

    private InputStream stream(String content) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                closed.add(content);
            }
        };
    }

    @Test
    void goes_through_all_files_and_closes_each() throws Exception {
        assertThat(read(Map.of("a", stream("a1\na2\n"), "b", stream(""), "c", stream("\nc2"))))
                .containsExactly("a:1:a1", "a:2:a2", "c:2:c2");
        assertThat(closed).contains("a1\na2\n", "", "\nc2");
    }

    @Test
    void no_files_have_no_lines() throws Exception {
        assertThat(read(Map.of())).isEmpty();
    }

    @Test
    void file_that_breaks_is_an_error_and_not_the_end_of_its_subscribers() {
        assertThatThrownBy(() -> read(Map.of("a", new BrokenStream("a1\na2"), "b", stream("b1\n"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broken stream");
    }

    @Test
    void can_be_closed_unread_without_harm_to_later_readers() throws Exception {
        new SubscriberLines(FOLDER, List.of(), file -> LineReader.empty()).close();
        assertThat(read(Map.of("a", stream("a1\n")))).containsExactly("a:1:a1");
    }

    @Test
    void shows_octets_that_are_no_utf_8_as_what_no_address_holds() throws Exception {
        InputStream in = new ByteArrayInputStream(new byte[] {'j', (byte) 0xfc, '@', 'x'});
        assertThat(read(Map.of("a", in))).containsExactly("a:1:j\ufffd@x");
    }

    /** Makes a million lines as they are asked for, and notes how many octets were ever asked for at once. */
    private static final class ManySubscribers extends InputStream {
        static final int COUNT = 1_000_000;

        private byte[] line = new byte[0];
        private int position;
        private int number;
        private int most;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            most = Math.max(most, length);
            if (position == line.length) {
                if (number == COUNT) {
                    return -1;
                }
                line = ("subscriber" + number++ + "@example.net\n").getBytes(StandardCharsets.US_ASCII);
                position = 0;
            }
            int n = Math.min(length, line.length - position);
            System.arraycopy(line, position, buffer, offset, n);
            position += n;
            return n;
        }
    }

    @Test
    void streams_a_million_lines_through_a_small_buffer() throws Exception {
        ManySubscribers in = new ManySubscribers();
        byte[] last = "subscriber999999@example.net".getBytes(StandardCharsets.US_ASCII);
        int count = 0;
        int hits = 0;
        try (SubscriberLines lines =
                new SubscriberLines(FOLDER, List.of(FOLDER.resolve("s")), file -> new LineReader(in, 64))) {
            while (lines.next()) {
                count++;
                hits += lines.isPicked(line -> line.is(last)) ? 1 : 0;
            }
        }
        assertThat(count).isEqualTo(ManySubscribers.COUNT);
        assertThat(hits).isEqualTo(1);
        assertThat(in.most).as("octets held at once").isLessThanOrEqualTo(64);
    }
}
