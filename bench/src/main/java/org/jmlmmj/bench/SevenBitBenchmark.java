package org.jmlmmj.bench;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jmlmmj.core.message.SevenBitMail;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.Ownership;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.send.smtp.WireImage;
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
 * What it costs to write a mail in seven bits and bring it into the form in which it goes out: once per job, and only with
 * relays that do not offer 8BITMIME. The file lies in the page cache.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SevenBitBenchmark {
    /** Text becomes quoted-printable, other content base64. */
    @Param({"text/plain; charset=utf-8", "image/x"})
    public String type = "text/plain";

    /** Size of the mail in octets. */
    @Param({"4096", "10485760"})
    public int octets;

    private Path folder = Path.of(".");
    private Path mail = Path.of("mail");
    private DurableFiles files = new DurableFiles(folder, new Ownership(0, 0, 0), RandomNames.secure());

    /** Writes the mail. */
    @Setup
    public void prepare() throws IOException {
        folder = Files.createTempDirectory("seven-bit");
        files = new DurableFiles(folder, Ownership.of(folder), RandomNames.secure());
        mail = folder.resolve("mail");
        StringBuilder text = new StringBuilder("MIME-Version: 1.0\nContent-Transfer-Encoding: 8bit\n")
                .append("Content-Type: ")
                .append(type)
                .append("\n\n");
        while (text.length() < octets) {
            text.append("V\u00f6gel sind sch\u00f6n, und \u00fcber Seen fliegen sie am liebsten.\n");
        }
        Files.writeString(mail, text, StandardCharsets.UTF_8);
    }

    /** Removes it. */
    @TearDown
    public void remove() throws IOException {
        Files.delete(mail);
        Files.delete(folder);
    }

    /** Converts and encodes the mail and lets go of it. */
    @Benchmark
    public long convert() throws IOException {
        try (FileChannel channel = FileChannel.open(mail);
                WireImage image = WireImage.of(SevenBitMail.of(channel)::writeTo, files)) {
            return image.facts().octets();
        }
    }
}
