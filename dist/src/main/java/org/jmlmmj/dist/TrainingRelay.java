package org.jmlmmj.dist;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server (RFC 5321) on a free port of 127.0.0.1 that takes every mail, forgets it, and counts. It says what Amavisd
 * says in answer to EHLO, so that the client is trained with what it will meet (spec 03 §17). Thread-safe.
 */
final class TrainingRelay implements AutoCloseable {
    private static final String CAPABILITIES =
            "250-localhost\r\n250-PIPELINING\r\n250-SIZE\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 ENHANCEDSTATUSCODES\r\n";

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger mails = new AtomicInteger();

    private TrainingRelay(ServerSocket server) {
        this.server = server;
    }

    static TrainingRelay start() throws IOException {
        TrainingRelay relay =
                new TrainingRelay(new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1})));
        startThread(relay::acceptAll);
        return relay;
    }

    private static void startThread(Runnable task) {
        Thread thread = new Thread(task, "training relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                startThread(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed: the training is over.
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            talk(new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
        } catch (IOException e) {
            // A mail that did not arrive is missing in the count, which fails the training.
            return;
        } finally {
            open.remove(socket);
        }
    }

    private void talk(InputStream in, OutputStream out) throws IOException {
        say(out, "220 localhost\r\n");
        for (String line = line(in); line != null; line = line(in)) {
            String command = line.toUpperCase(Locale.ROOT);
            if (command.startsWith("EHLO")) {
                say(out, CAPABILITIES);
            } else if (command.startsWith("DATA")) {
                say(out, "354 go on\r\n");
                readMail(in);
                mails.incrementAndGet();
                say(out, "250 2.0.0 taken\r\n");
            } else if (command.startsWith("QUIT")) {
                say(out, "221 2.0.0 bye\r\n");
                return;
            } else {
                say(out, "250 2.0.0 ok\r\n");
            }
        }
    }

    private static void say(OutputStream out, String reply) throws IOException {
        out.write(reply.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void readMail(InputStream in) throws IOException {
        String line = line(in);
        while (line != null && !line.equals(".")) {
            line = line(in);
        }
    }

    /** The next line without its line end; null at the end of the stream. */
    private static @Nullable String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            if (octet == '\n') {
                return line.toString();
            }
            if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return null;
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many mails were taken. */
    int mails() {
        return mails.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
