package org.jmlmmj.bench;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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
 * What it costs to bring a mail into the form in which it goes out: line ends and doubled dots, once per job whatever the number
 * of recipients. The file lies in the page cache, so this measures the encoder; the image is closed inside, as a job does.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class WireBenchmark {
    /** Size of the mail in octets. */
    @Param({"4096", "10485760"})
    public int octets;

    private Path folder = Path.of(".");
    private Path mail = Path.of("mail");
    private DurableFiles files = new DurableFiles(folder, new Ownership(0, 0, 0), RandomNames.secure());

    /** Writes the mail. */
    @Setup
    public void prepare() throws IOException {
        folder = Files.createTempDirectory("wire");
        files = new DurableFiles(folder, Ownership.of(folder), RandomNames.secure());
        mail = folder.resolve("mail");
        String line = "This is a line of ordinary length, as people write them in mails to lists.\n";
        StringBuilder text = new StringBuilder("From: ann@example.net\nTo: birds@example.org\nSubject: owls\n\n");
        while (text.length() < octets) {
            text.append(line);
            if (text.length() % 7 == 0) {
                text.append(".a line that begins with a dot\n");
            }
        }
        Files.writeString(mail, text, StandardCharsets.US_ASCII);
    }

    /** Removes it. */
    @TearDown
    public void remove() throws IOException {
        Files.delete(mail);
        Files.delete(folder);
    }

    /** Encodes the mail and lets go of it. */
    @Benchmark
    public long encode() throws IOException {
        try (FileChannel channel = FileChannel.open(mail);
                WireImage image = WireImage.of(channel, files)) {
            return image.facts().octets();
        }
    }
}
