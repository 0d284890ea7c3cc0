package org.jmlmmj.core.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jmlmmj.core.test.BrokenStream;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    /** A line as found or expected: text, cut or not, number, and the stretch of the stream it stands for. */
    private record Line(String text, boolean cut, long number, long offset, long next) {}

    private static List<Line> read(InputStream in, int octets) throws IOException {
        List<Line> lines = new ArrayList<>();
        try (LineReader reader = new LineReader(in, octets)) {
            while (reader.next()) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                reader.writeTo(out);
                String text = out.toString(StandardCharsets.ISO_8859_1);
                assertThat(text).endsWith("\n");
                text = text.substring(0, text.length() - 1);
                lines.add(new Line(text, reader.isCut(), reader.number(), reader.offset(), reader.nextOffset()));
            }
            assertThat(reader.next()).as("stays at the end").isFalse();
        }
        return lines;
    }

    private static List<String> texts(String content) throws IOException {
        InputStream in = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
        return read(in, 64).stream().map(Line::text).toList();
    }

    @Test
    void finds_lines_whatever_their_ends_are() throws Exception {
        assertThat(texts("a@x\nb@x\r\nc@x")).containsExactly("a@x", "b@x", "c@x");
        assertThat(texts("")).isEmpty();
        assertThat(texts("a@x")).containsExactly("a@x");
    }

    @Test
    void passes_over_blank_lines_and_white_space_around_lines() throws Exception {
        assertThat(texts("\n\r\n \t\n  a@x \t\r\n\n\nb@x\n\n")).containsExactly("a@x", "b@x");
    }

    @Test
    void counts_blank_lines_too() throws Exception {
        InputStream in = new ByteArrayInputStream("\na\n\nb".getBytes(StandardCharsets.UTF_8));
        assertThat(read(in, 8)).extracting(Line::number).containsExactly(2L, 4L);
    }

    @Test
    void a_line_of_a_size_below_the_buffer_is_whole_and_a_longer_one_is_cut_and_no_address() throws Exception {
        String content = "1234567\n12345678\nabc\n";
        try (LineReader reader =
                new LineReader(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), 8)) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.isCut()).isFalse();
            assertThat(reader.is("1234567".getBytes(StandardCharsets.UTF_8))).isTrue();
            assertThat(reader.next()).isTrue();
            assertThat(reader.isCut()).isTrue();
            assertThat(reader.is("1234".getBytes(StandardCharsets.UTF_8)))
                    .as("the beginning of a longer line is another address")
                    .isFalse();
            assertThat(reader.next()).isTrue();
            assertThat(reader.text()).isEqualTo("abc");
        }
    }

    @Test
    void compares_without_ascii_case_and_with_nothing_else_left_out() throws Exception {
        String content = "Joe@Example.NET\njo\u00c9@x\njoe@x.org\n";
        try (LineReader reader =
                new LineReader(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), 64)) {
            reader.next();
            assertThat(reader.is("joe@example.net".getBytes(StandardCharsets.UTF_8)))
                    .isTrue();
            assertThat(reader.is("joe@example.ne".getBytes(StandardCharsets.UTF_8)))
                    .isFalse();
            assertThat(reader.is("joe@example.nett".getBytes(StandardCharsets.UTF_8)))
                    .isFalse();
            reader.next();
            assertThat(reader.is("jo\u00e9@x".getBytes(StandardCharsets.UTF_8))).isFalse();
            assertThat(reader.is("jo\u00c9@x".getBytes(StandardCharsets.UTF_8))).isTrue();
            assertThat(reader.text()).isEqualTo("jo\u00c9@x");
            reader.next();
            assertThat(reader.is("joe@x_org".getBytes(StandardCharsets.UTF_8))).isFalse();
        }
    }

    @Test
    void tells_that_the_stream_broke() {
        assertThatThrownBy(() -> read(new BrokenStream("a@x\nb@"), 64)).isInstanceOf(IOException.class);
    }

    @Test
    void reads_a_huge_line_in_large_pieces() throws Exception {
        int[] reads = {0};
        InputStream in = new InputStream() {
            private int left = 10_000_000;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                reads[0]++;
                int n = Math.min(length, left);
                Arrays.fill(buffer, offset, offset + n, (byte) 'x');
                left -= n;
                return n == 0 ? -1 : n;
            }
        };
        List<Line> lines = read(in, 1024);
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).cut()).isTrue();
        assertThat(lines.get(0).next()).isEqualTo(10_000_000);
        assertThat(reads[0]).isLessThan(30_000);
    }

    @Test
    void an_empty_reader_stays_usable_after_another_one_was_closed() throws Exception {
        LineReader.empty().close();
        try (LineReader reader = LineReader.empty()) {
            assertThat(reader.next()).isFalse();
        }
    }

    @Provide
    Arbitrary<byte[]> contents() {
        Arbitrary<String> piece =
                Arbitraries.of("\n", "\n", "\r\n", "a", "b@x.org", " ", "\t", "\0", "\u00fc", "\r", "joe");
        return piece.list().ofMaxSize(60).map(list -> String.join("", list).getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 2000)
    void agrees_with_splitting_the_whole_content(
            @ForAll("contents") byte[] content,
            @ForAll @IntRange(min = 2, max = 40) int octets,
            @ForAll @IntRange(min = 1, max = 5) int chunk)
            throws IOException {
        List<Line> lines = read(new Trickle(content, chunk), octets);
        List<Line> expected = expected(content, octets);
        assertThat(lines).hasSameSizeAs(expected);
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.cut()) {
                assertThat(new Line("", true, line.number(), line.offset(), line.next()))
                        .isEqualTo(expected.get(i));
            } else {
                assertThat(line).isEqualTo(expected.get(i));
            }
        }
    }

    /** The naive way: everything in memory. The text of a line that is cut is left empty. */
    private static List<Line> expected(byte[] content, int octets) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        int start = 0;
        while (start < content.length) {
            int end = start;
            while (end < content.length && content[end] != '\n') {
                end++;
            }
            int next = Math.min(content.length, end + 1);
            number++;
            boolean cut = end - start >= octets;
            String text = new String(content, start, end - start, StandardCharsets.ISO_8859_1)
                    .replaceAll("^[ \\t\\r]+|[ \\t\\r]+$", "");
            if (cut || !text.isEmpty()) {
                lines.add(new Line(cut ? "" : text, cut, number, start, next));
            }
            start = next;
        }
        return lines;
    }

    /** Gives few octets at a time. */
    private static final class Trickle extends ByteArrayInputStream {
        private final int most;

        Trickle(byte[] content, int most) {
            super(content);
            this.most = most;
        }

        @Override
        public synchronized int read(byte[] buffer, int offset, int length) {
            return super.read(buffer, offset, Math.min(most, length));
        }
    }
}
