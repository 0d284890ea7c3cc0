package org.jmlmmj.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTest {
    @TempDir
    Path folder;

    private Settings settings(String... arguments) throws UsageException, IOException {
        Path source = folder.resolve("smtp-source");
        if (!Files.exists(source)) {
            assertThat(Files.createFile(source).toFile().setExecutable(true)).isTrue();
        }
        List<String> all = Stream.concat(
                        Stream.of("-p", folder.toString(), "-m", folder.toString()), Stream.of(arguments))
                .toList();
        return Settings.of(Options.parse(Settings.LETTERS, all));
    }

    @Test
    void sizes_are_powers_of_1024_and_counts_of_1000() throws Exception {
        Settings settings = settings("-s", "4k,1m,10", "-n", "1k,100K", "-b", "8g");
        assertThat(settings.sizes()).containsExactly(4096, 1024 * 1024, 10);
        assertThat(settings.counts()).containsExactly(1000, 100_000);
        assertThat(settings.mostOctets()).isEqualTo(8L * 1024 * 1024 * 1024);
        assertThat(settings.connections()).isEqualTo(2);
        assertThat(settings("-k", "10").connections()).isEqualTo(10);
        assertThat(settings.theirs()).isEmpty();
    }

    @Test
    void what_is_given_wins_over_quick() throws Exception {
        Settings settings = settings("-q", "-n", "2k");
        assertThat(settings.counts()).containsExactly(2000);
        assertThat(settings.sizes()).containsExactly(4096);
        assertThat(settings.rounds()).isEqualTo(3);
    }

    @Test
    void the_median_is_in_the_middle() {
        assertThat(Median.of(List.of(9.0, 1.0, 5.0), value -> value)).isEqualTo(5);
        assertThat(Median.of(List.of(9.0, 1.0), value -> value)).isEqualTo(1);
    }

    @Test
    void the_list_has_as_many_subscribers_as_wanted_and_the_mail_its_size() throws IOException {
        BenchList list = BenchList.make(folder, "list", 25).subscribers(100);
        try (Stream<Path> files = Files.list(list.folder().resolve("subscribers.d"))) {
            List<String> lines = files.flatMap(
                            file -> Arrays.stream(content(file).split("\n", -1)))
                    .filter(line -> !line.isEmpty())
                    .toList();
            assertThat(lines).hasSize(100).doesNotHaveDuplicates().allMatch(line -> line.contains("@"));
        }
        assertThat(BenchList.mail(4096)).hasSize(4096).endsWith("\n").doesNotContain("\n\n\n");
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void somebody_who_did_not_get_the_mail_is_an_error() throws IOException {
        BenchList list = BenchList.make(folder, "list", 25);
        list.requireDelivered();
        Files.createDirectory(list.folder().resolve("requeue/1"));
        assertThatThrownBy(list::requireDelivered).hasMessageContaining("not everybody");
    }

    @Test
    void a_run_has_time_and_memory_and_must_succeed() throws Exception {
        Run run = Meter.run(List.of("/bin/sh", "-c", "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done"), Map.of(), 10);
        assertThat(run.seconds()).isPositive();
        assertThat(run.cpuSeconds()).isNotNegative().isLessThan(60);
        assertThat(run.perSecond()).isEqualTo(10 / run.seconds());
        assertThatThrownBy(() -> Meter.run(List.of("/bin/sh", "-c", "exit 3"), Map.of(), 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("status 3");
    }

    @Test
    void the_sink_knows_when_the_last_mail_came() throws Exception {
        try (DeliverySink sink = DeliverySink.start();
                Socket client = new Socket(InetAddress.getLoopbackAddress(), sink.port())) {
            sink.expect(2);
            String mail = "MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n";
            client.getOutputStream()
                    .write(("EHLO x\r\n" + mail + "text\r\n..\r\n.\r\n" + mail + ".\r\nQUIT\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = client.getInputStream();
            assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII))
                    .containsSubsequence("220 ", "250 8BITMIME", "354 ", "354 ", "221 ");
            assertThat(sink.await(10)).isLessThanOrEqualTo(System.nanoTime());
            sink.expect(1);
            assertThatThrownBy(() -> sink.await(0)).isInstanceOf(TimeoutException.class);
        }
    }
}
