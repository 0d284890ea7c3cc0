package org.jmlmmj.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jmlmmj.core.message.Footer;
import org.jmlmmj.core.message.FooterInserter;
import org.jmlmmj.core.message.Header;
import org.jmlmmj.core.message.HeaderBlock;
import org.jmlmmj.core.message.HeaderEdits;
import org.jmlmmj.core.message.HeaderReader;
import org.jmlmmj.core.message.RewrittenMail;
import org.jmlmmj.core.message.SubjectPrefix;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * What it costs to make a post of a stored mail: headers read, edited and written, and the body copied to another file, with or
 * without a footer for its text. Both files lie in the page cache and nothing is synced, so this measures the code and not the
 * disk. The target is written from its start each time, as a growing file would measure the file system. The counter
 * {@code octets} gives octets of the mail per second.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class RewriteBenchmark {
    /** Size of the mail in octets. */
    @Param({"4096", "10485760"})
    public int size;

    /** Whether the text gets a footer. */
    @Param({"false", "true"})
    public boolean footer;

    private Path folder = Path.of(".");
    private FileChannels files = new FileChannels(Optional.empty(), Optional.empty());
    private HeaderEdits edits = HeaderEdits.none();
    private Optional<FooterInserter> inserter = Optional.empty();

    /** Open between the invocations. */
    private record FileChannels(Optional<FileChannel> mail, Optional<FileChannel> post) {}

    /** Counts what was rewritten. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Rewritten {
        /** Octets of the mails. */
        public long octets;
    }

    /** Writes the mail. */
    @Setup
    public void prepare() throws IOException {
        folder = Files.createTempDirectory("rewrite");
        Files.writeString(folder.resolve("mail"), mail(), StandardCharsets.US_ASCII);
        files = new FileChannels(
                Optional.of(FileChannel.open(folder.resolve("mail"))),
                Optional.of(
                        FileChannel.open(folder.resolve("post"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)));
        String custom = "List-Id: <birds.example.org>\nPrecedence: bulk\nList-Post: <mailto:birds@example.org>\n";
        edits = HeaderEdits.of(
                List.of("DKIM-Signature:", "X-Spam"),
                custom.getBytes(StandardCharsets.US_ASCII),
                Optional.of(new SubjectPrefix("[birds]")),
                false);
        byte[] text = "-- \nhttps://example.org/birds\n".getBytes(StandardCharsets.US_ASCII);
        inserter = footer ? Footer.of(Optional.of(text), Optional.empty()).map(FooterInserter::of) : Optional.empty();
    }

    /** A short text with an attachment that makes up most of a large mail. */
    private String mail() {
        StringBuilder mail = new StringBuilder("Return-Path: <ann@example.net>\n")
                .append("Received: from mx.example.net (mx.example.net [192.0.2.1])\n\tby mail.example.org (Postfix)\n"
                        + "\tfor <birds@example.org>; Tue,  4 Mar 2025 09:07:05 +0100 (CET)\n")
                .append("From: Ann <ann@example.net>\nTo: birds@example.org\nSubject: Re: owls\nX-Spam-Status: No\n")
                .append("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"b\"\n\n")
                .append("--b\nContent-Type: text/plain; charset=utf-8\n\nThey hoot.\n\n")
                .append("--b\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n");
        while (mail.length() < size - 80) {
            mail.append("JVBERi0xLjcKJeLjz9MKMSAwIG9iago8PC9UeXBlL0NhdGFsb2cvUGFnZXMgMiAwIFI+PgplbmRv\n");
        }
        return mail.append("--b--\n").toString();
    }

    /** Removes it. */
    @TearDown
    public void remove() throws IOException {
        files.mail().orElseThrow().close();
        files.post().orElseThrow().close();
        Files.delete(folder.resolve("mail"));
        Files.delete(folder.resolve("post"));
        Files.delete(folder);
    }

    /** Rewrites the mail. */
    @Benchmark
    public long rewrite(Rewritten rewritten) throws IOException {
        FileChannel mail = files.mail().orElseThrow();
        FileChannel post = files.post().orElseThrow();
        HeaderBlock block = HeaderReader.read(new BufferedInputStream(Channels.newInputStream(mail.position(0))));
        List<Header> headers = edits.apply(block);
        RewrittenMail form = inserter.isPresent()
                ? inserter.get()
                        .insert(mail, headers, block.lineEnd(), block.bodyOffset())
                        .mail()
                : RewrittenMail.of(headers, block.lineEnd(), block.bodyOffset(), mail.size());
        form.writeTo(mail, post.position(0));
        rewritten.octets += mail.size();
        return post.position();
    }
}
