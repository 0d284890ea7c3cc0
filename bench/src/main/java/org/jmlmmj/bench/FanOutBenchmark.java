package org.jmlmmj.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jmlmmj.bench.compare.BenchList;
import org.jmlmmj.bench.compare.DeliverySink;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.send.DeliveryReport;
import org.jmlmmj.send.ListPost;
import org.jmlmmj.send.Relay;
import org.jmlmmj.send.StopSignal;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A whole delivery: subscribers read, journal synced, each recipient a transaction of his own, over loopback to a receiver that
 * parses what it gets. The receiver runs in the same JVM, so this finds what a change costs or saves; how fast the
 * fan-out is beside others says bench/compare, where the receiver is a process of its own.
 *
 * <p>Trap avoided: a delivery is measured as a whole, not per recipient, since the work of two threads overlaps.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
public class FanOutBenchmark {
    private static final int RECIPIENTS = 10_000;

    /** Size of the mail in octets. */
    @Param({"4096", "65536"})
    public int octets;

    /** At once. */
    @Param({"1", "2"})
    public int connections;

    private Optional<Fixture> fixture = Optional.empty();

    private record Fixture(Path folder, DeliverySink sink, BenchList list) {}

    /** Makes the list. */
    @Setup
    public void prepare() throws IOException {
        Path folder = Files.createTempDirectory("fan-out");
        DeliverySink sink = DeliverySink.start();
        BenchList list = BenchList.make(folder, "birds", sink.port())
                .subscribers(RECIPIENTS)
                .control("relayconnections", connections + "\n");
        fixture = Optional.of(new Fixture(folder, sink, list));
    }

    /** Puts a post into the queue. */
    @Setup(Level.Iteration)
    public void post() throws IOException {
        BenchList list = fixture.orElseThrow().list();
        list.clear();
        list.queue(octets);
    }

    /** Removes everything. */
    @TearDown
    public void remove() throws IOException {
        fixture.orElseThrow().sink().close();
        BenchList.delete(fixture.orElseThrow().folder());
    }

    /** Delivers the post. */
    @Benchmark
    public DeliveryReport deliver() throws IOException {
        Path folder = fixture.orElseThrow().list().folder();
        MailingList list = MailingList.open(
                ListDirectory.open(folder.toString(), RandomNames.secure()), Clock.systemUTC(), Syslog.none());
        DeliveryReport report = new ListPost(list, Relay.of(list), new StopSignal())
                .send(folder.resolve("queue/0123456789abcdef"), Optional.empty());
        if (report.delivered() != RECIPIENTS) {
            throw new IllegalStateException("not everybody got the mail: " + report);
        }
        return report;
    }
}
