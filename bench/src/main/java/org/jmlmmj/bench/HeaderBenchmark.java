package org.jmlmmj.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jmlmmj.core.message.Header;
import org.jmlmmj.core.message.HeaderEdits;
import org.jmlmmj.core.message.HeaderReader;
import org.jmlmmj.core.message.SubjectPrefix;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What reading and rewriting the headers of a post costs, as every post pays it once. The edits are made outside the
 * measured method, since a list's control files are read once per mail too; the result is returned, so that the work cannot
 * be optimised away.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class HeaderBenchmark {
    /** Number of {@code Received:} headers in front of the others. */
    @Param({"5", "500"})
    public int received;

    private byte[] mail = {};
    private HeaderEdits edits = HeaderEdits.none();

    /** Makes the mail. */
    @Setup
    public void prepare() {
        String trace = "Received: from mx%d.example.net (mx%d.example.net [192.0.2.1])\n\tby mail.example.org (Postfix)"
                + " with ESMTPS id 4ABCDEF\n\tfor <birds@example.org>; Tue,  4 Mar 2025 09:07:05 +0100 (CET)\n";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < received; i++) {
            text.append(trace.replace("%d", Integer.toString(i)));
        }
        text.append("From: Ann <ann@example.net>\nTo: Birds <birds@example.org>\n")
                .append("Subject: =?utf-8?q?Re:_caf=C3=A9_opening_hours?=\nMessage-ID: <1@example.net>\n")
                .append("MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\nbody\n");
        mail = text.toString().getBytes(StandardCharsets.UTF_8);
        String custom = "List-Id: <birds.example.org>\nPrecedence: bulk\nList-Post: <mailto:birds@example.org>\n";
        edits = HeaderEdits.of(
                List.of("DKIM-Signature:", "X-Spam"),
                custom.getBytes(StandardCharsets.UTF_8),
                Optional.of(new SubjectPrefix("[birds]")),
                false);
    }

    /** Reads the headers of a mail and applies the edits of a list. */
    @Benchmark
    public List<Header> rewrite() throws IOException {
        return edits.apply(HeaderReader.read(new ByteArrayInputStream(mail)));
    }
}
