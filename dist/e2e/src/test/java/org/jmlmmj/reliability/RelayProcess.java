package org.jmlmmj.reliability;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs a {@link Relay}, and kills and starts it again at the same port. Killed when closed. Thread-safe. */
final class RelayProcess implements AutoCloseable {
    private final Path log;
    private final String refusal;
    private Process process;
    private int port;

    private RelayProcess(Path log, String refusal) throws IOException {
        this.log = log;
        this.refusal = refusal;
        this.process = launch(0);
    }

    /**
     * Starts one.
     *
     * @param log where it writes down what it takes
     * @param refusesTenth whether it refuses every tenth recipient
     */
    static RelayProcess start(Path log, boolean refusesTenth) throws IOException {
        return new RelayProcess(log, refusesTenth ? "tenth" : "none");
    }

    private Process launch(int wanted) throws IOException {
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Relay.class.getName(),
                        Integer.toString(wanted),
                        log.toString(),
                        refusal)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.US_ASCII));
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the relay does not start");
        }
        port = Integer.parseInt(line);
        return started;
    }

    /** Where it listens, on loopback. */
    synchronized int port() {
        return port;
    }

    /** Kills it, whatever it is doing, and starts another one. */
    synchronized void replace() throws IOException {
        process.destroyForcibly().onExit().join();
        process = launch(port);
    }

    /** How often each recipient got each mail; the key is the recipient, a blank and the subject. */
    Map<String, Integer> taken() throws IOException {
        Map<String, Integer> taken = new TreeMap<>();
        if (Files.exists(log)) {
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            lines.forEach(line -> taken.merge(line, 1, Integer::sum));
        }
        return taken;
    }

    @Override
    public synchronized void close() {
        process.destroyForcibly().onExit().join();
    }
}
