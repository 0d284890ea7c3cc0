package org.jmlmmj.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jmlmmj.core.test.PeerAnswer;
import org.jmlmmj.core.test.ReceivedMail;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mlmmj-send} as a process of its own, with a heap of 64 MiB. */
class ProcessTest {
    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private final ScriptedSmtpPeer peer = ScriptedSmtpPeer.start();
    private final List<Process> processes = new ArrayList<>();
    private RelayedList list;

    @BeforeEach
    void makeList() {
        list = RelayedList.of(folder, peer);
    }

    @AfterEach
    void endProcesses() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
        peer.close();
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                MlmmjSend.class.getName(),
                "-L",
                list.files().folder().toString(),
                "-m",
                list.queued().toString());
        builder.environment().put("JMLMMJ_LOG", "stderr");
        builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    private void subscribe(int subscribers) throws IOException {
        try (BufferedWriter file = Files.newBufferedWriter(list.files().path("subscribers.d/u"))) {
            for (int i = 0; i < subscribers; i++) {
                file.write("u" + i + "@subscribers.example\n");
            }
        }
    }

    @Test
    void loses_nobody_when_it_is_killed() throws Exception {
        subscribe(100);
        CountDownLatch killed = new CountDownLatch(1);
        peer.once(". u50@", PeerAnswer.after(killed, PeerAnswer.close()));
        Process process = start();
        await().atMost(LONG).until(() -> peer.offered().size() == 51);
        process.destroyForcibly().waitFor();
        killed.countDown();
        assertThat(new DeliveryRecovery(list.files().open()).run()).isEqualTo(1);
        List<String> waiting = list.lines("requeue/1/subscribers");
        List<String> served = peer.delivered();
        assertThat(waiting).doesNotHaveDuplicates().contains("u50@subscribers.example", "u99@subscribers.example");
        assertThat(served).hasSize(50);
        List<String> all = new ArrayList<>(served);
        all.addAll(waiting);
        assertThat(all)
                .contains(
                        Files.readAllLines(list.files().path("subscribers.d/u")).toArray(String[]::new));
        assertThat(list.files().content("archive/1")).isEqualTo(RelayedList.POST);
        assertThat(list.files().names("queue")).containsExactly("discarded");
    }

    @Test
    void ends_in_order_when_it_is_terminated() throws Exception {
        subscribe(100);
        CountDownLatch terminated = new CountDownLatch(1);
        peer.once(". u50@", PeerAnswer.after(terminated, PeerAnswer.reply("250 queued")));
        Process process = start();
        await().atMost(LONG).until(() -> peer.offered().size() == 51);
        process.destroy();
        await().atMost(LONG).until(() -> hasThread(process, "termination"));
        terminated.countDown();
        assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output()).isZero();
        assertThat(peer.delivered().size() + list.lines("requeue/1/subscribers").size())
                .isEqualTo(100);
        assertThat(list.files().names("requeue/1")).containsExactly("subscribers");
        assertThat(peer.connections()).isEqualTo(1);
        assertThat(peer.commands()).endsWith("QUIT");
    }

    /** Linux shows the names of a process's threads. */
    private static boolean hasThread(Process process, String name) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            for (Path thread : threads.toList()) {
                if (Files.readString(thread.resolve("comm")).strip().equals(name)) {
                    return true;
                }
            }
        } catch (IOException e) {
            // A thread ended while this was looking; the next look will show.
            return false;
        }
        return false;
    }

    @Test
    void sends_50_mib_with_a_heap_of_64() throws Exception {
        byte[] line = (".8-bit: \u00e4, NUL: \0, " + "x".repeat(70_000) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        int lines = 50 * 1024 * 1024 / line.length;
        try (OutputStream mail = Files.newOutputStream(list.queued())) {
            mail.write("Subject: large\n\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < lines; i++) {
                mail.write(line);
            }
        }
        peer.announce("8BITMIME");
        subscribe(2);
        Process process = start();
        assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output()).isZero();
        assertThat(peer.accepted()).hasSize(2).allSatisfy(mail -> checkLarge(mail, line, lines));
        assertThat(list.files().names(".")).noneMatch(name -> name.startsWith("."));
    }

    private static void checkLarge(ReceivedMail mail, byte[] line, int lines) {
        byte[] raw = mail.raw();
        int start = "Subject: large\r\n\r\n".length();
        // Each line has one dot and one CR more than in the file.
        int length = line.length + 2;
        assertThat(raw.length).isEqualTo(start + lines * length);
        for (int i = 0; i < lines; i++) {
            int from = start + i * length;
            assertThat(raw[from]).isEqualTo((byte) '.');
            assertThat(raw[from + length - 2]).isEqualTo((byte) '\r');
            assertThat(Arrays.equals(raw, from + 1, from + length - 2, line, 0, line.length - 1))
                    .isTrue();
        }
    }

    @Test
    void keeps_hundreds_of_thousands_of_subscribers_waiting_with_a_heap_of_64_mib() throws Exception {
        subscribe(300_000);
        peer.refuseConnections();
        Process process = start();
        assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output()).isZero();
        // There are empty lines in it, as no line lies in two pages.
        try (Stream<String> waiting = Files.lines(list.files().path("requeue/1/subscribers"));
                Stream<String> subscribers = Files.lines(list.files().path("subscribers.d/u"))) {
            Iterator<String> expected = subscribers.iterator();
            waiting.filter(line -> !line.isEmpty())
                    .forEach(line -> assertThat(line).isEqualTo(expected.next()));
            assertThat(expected).isExhausted();
        }
    }
}
