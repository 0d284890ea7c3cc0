package org.jmlmmj.dist;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jmlmmj.admin.api.MlmmjAdmin;
import org.jmlmmj.send.StopSignal;

/** {@code mlmmjadmin}, running in this process. For one thread. */
final class TrainingApi implements AutoCloseable {
    private static final String READY = "mlmmjadmin: listening on 127.0.0.1:";

    private final Thread thread;
    private final StopSignal stop;
    private final int port;

    private TrainingApi(Thread thread, StopSignal stop, int port) {
        this.thread = thread;
        this.stop = stop;
        this.port = port;
    }

    /**
     * Starts it and waits until it listens on loopback.
     *
     * @throws IOException if it does not; the message is what it said
     */
    static TrainingApi start(Path settings) throws IOException {
        PipedInputStream said = new PipedInputStream();
        PrintStream streams = new PrintStream(new PipedOutputStream(said), true, StandardCharsets.UTF_8);
        StopSignal stop = new StopSignal();
        Thread thread = new Thread(
                () -> {
                    // The end of what it says is the end of the server.
                    try (streams) {
                        new MlmmjAdmin(streams, streams, () -> stop).run(List.of("--config", settings.toString()));
                    }
                },
                "training API");
        thread.setDaemon(true);
        thread.start();
        String first = new BufferedReader(new InputStreamReader(said, StandardCharsets.UTF_8)).readLine();
        if (first == null || !first.startsWith(READY)) {
            throw new IOException("mlmmjadmin does not start: " + first);
        }
        return new TrainingApi(thread, stop, Integer.parseInt(first.substring(READY.length())));
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        stop.request();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while mlmmjadmin ends", e);
        }
    }
}
