package org.jmlmmj.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ListAddress;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.core.text.LineSink;
import org.jmlmmj.core.text.ListValues;
import org.jmlmmj.core.text.TextCache;
import org.jmlmmj.core.text.TextContext;
import org.jmlmmj.core.text.TextName;
import org.jmlmmj.core.text.TextRenderer;
import org.jmlmmj.core.text.Texts;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What it costs to read and render a list text, with ten directives per KiB: the time must grow with the text and not with its
 * square, so the second size takes about ten times as long as the first. Nothing is cached, as in a program that handles one
 * mail; the output is counted, so that no work is left out.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TextBenchmark {
    /** Number of directives; about 100 octets of text belong to each. */
    @Param({"1000", "10000"})
    public int directives;

    private Path folder = Path.of(".");

    /** Writes a list with one text. */
    @Setup
    public void prepare() throws IOException {
        folder = Files.createTempDirectory("text");
        Files.createDirectories(folder.resolve("text"));
        Files.createDirectories(folder.resolve("control"));
        StringBuilder text = new StringBuilder("Subject: all of $list$\n\n");
        String words = "word after word about birds and the list they have, ";
        for (int i = 0; i < directives; i += 4) {
            text.append("%wrap%")
                    .append(words)
                    .append("$list$ and $domain$ for $subaddr$\n")
                    .append(words)
                    .append("\n\n");
            text.append("%ifaction sub%shown ")
                    .append(words)
                    .append("%else%hidden ")
                    .append(words)
                    .append("%endif%\n");
        }
        Files.writeString(folder.resolve("text/help"), text);
    }

    /** Removes the list. */
    @TearDown
    public void remove() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Counts characters and lines. */
    private static final class Counter implements LineSink {
        private boolean inHeaders = true;
        private boolean lineIsEmpty = true;
        private long count;

        @Override
        public boolean inHeaders() {
            return inHeaders;
        }

        @Override
        public void endHeaders() {
            inHeaders = false;
        }

        @Override
        public void text(CharSequence text, int from, int to) {
            count += to - from;
            lineIsEmpty = lineIsEmpty && from == to;
        }

        @Override
        public void octets(byte[] buffer, int from, int to) {
            count += to - from;
        }

        @Override
        public void endLine() {
            inHeaders = inHeaders && !lineIsEmpty;
            lineIsEmpty = true;
            count++;
        }
    }

    /** Finds, parses and renders the text. */
    @Benchmark
    public long render() throws IOException {
        Texts texts = Texts.of(
                ListDirectory.open(folder, RandomNames.secure()),
                folder.resolve("nowhere"),
                TextCache.none(),
                log -> {});
        ListAddress list = new ListAddress(EmailAddress.of("birds@example.org"), "+");
        TextContext context = TextContext.of(TextName.of("help"), ListValues.of(list, RandomNames.secure()))
                .withValues(Map.of("subaddr", "ann@example.net"));
        Counter counter = new Counter();
        new TextRenderer(texts, log -> {}).render(context, counter);
        return counter.count;
    }
}
