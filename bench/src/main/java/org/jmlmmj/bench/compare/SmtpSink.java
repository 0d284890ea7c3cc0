package org.jmlmmj.bench.compare;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Postfix's {@code smtp-sink} on a free port: takes every mail and forgets it. Ends with this. */
public final class SmtpSink implements Closeable {
    private static final int MOST_ATTEMPTS = 100;

    private final Process process;
    private final int port;

    private SmtpSink(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it and waits until it listens. */
    public static SmtpSink start(Path program) throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(program.toString()));
        if ("root".equals(System.getProperty("user.name"))) {
            // It refuses to run as root.
            command.addAll(List.of("-u", "nobody"));
        }
        command.addAll(List.of("127.0.0.1:" + port, "1000"));
        Process process = new ProcessBuilder(command).inheritIO().start();
        SmtpSink sink = new SmtpSink(process, port);
        try {
            sink.awaitListening();
        } catch (IOException | InterruptedException e) {
            sink.close();
            throw e;
        }
        return sink;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private void awaitListening() throws IOException, InterruptedException {
        IOException last = new IOException("smtp-sink has ended");
        for (int attempt = 0; attempt < MOST_ATTEMPTS && process.isAlive(); attempt++) {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (probe.getInputStream().read() >= 0) {
                    return;
                }
            } catch (IOException e) {
                last = e;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw last;
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
