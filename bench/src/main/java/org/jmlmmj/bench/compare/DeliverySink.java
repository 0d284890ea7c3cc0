package org.jmlmmj.bench.compare;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An SMTP server on a free port that forgets every mail but knows when the last one came. Offers PIPELINING; a client that
 * uses it gets its replies in as few packets as it sent commands. Thread-safe.
 */
public final class DeliverySink implements Closeable {
    private static final String END = "\r\n.\r\n";

    private final ServerSocket server;
    private int expected;
    private long last;

    private DeliverySink(ServerSocket server) {
        this.server = server;
    }

    /** Starts it. */
    public static DeliverySink start() throws IOException {
        DeliverySink sink = new DeliverySink(new ServerSocket(0, 1000, InetAddress.getLoopbackAddress()));
        sink.run("sink", sink::acceptAll);
        return sink;
    }

    private void run(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                run("sink-connection", () -> serve(socket));
            } catch (IOException e) {
                // Closed: the comparison is over.
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            converse(new BufferedInputStream(socket.getInputStream(), 64 * 1024), socket.getOutputStream());
        } catch (IOException e) {
            // The client went away; if a mail is missing then, await says so.
            return;
        }
    }

    private void converse(InputStream in, OutputStream out) throws IOException {
        StringBuilder replies = new StringBuilder("220 sink.example ESMTP\r\n");
        String command = "";
        while (!command.startsWith("QUIT")) {
            if (in.available() == 0 || command.startsWith("DATA")) {
                out.write(replies.toString().getBytes(StandardCharsets.US_ASCII));
                replies.setLength(0);
            }
            if (command.startsWith("DATA")) {
                skipMail(in);
                delivered();
                replies.append("250 2.0.0 ok\r\n");
                command = "";
                continue;
            }
            command = line(in);
            if (command.isEmpty()) {
                return;
            }
            replies.append(reply(command));
        }
        out.write(replies.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static String reply(String command) {
        if (command.startsWith("EHLO")) {
            return "250-sink.example\r\n250-PIPELINING\r\n250-SIZE\r\n250 8BITMIME\r\n";
        }
        if (command.startsWith("DATA")) {
            return "354 go on\r\n";
        }
        return command.startsWith("QUIT") ? "221 bye\r\n" : "250 2.0.0 ok\r\n";
    }

    /** Octet by octet, without a copy: the receiver must not be what is measured. */
    private static void skipMail(InputStream in) throws IOException {
        int matched = 2;
        while (matched < END.length()) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("the connection ended inside of a mail");
            }
            if (octet == END.charAt(matched)) {
                matched++;
            } else {
                matched = octet == '\r' ? 1 : 0;
            }
        }
    }

    /** With its line end; empty at the end of the connection. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            line.append((char) octet);
            if (octet == '\n') {
                return line.toString();
            }
        }
        return "";
    }

    private synchronized void delivered() {
        expected--;
        last = System.nanoTime();
        notifyAll();
    }

    /** From now on so many mails will come. */
    synchronized void expect(int mails) {
        expected = mails;
    }

    /** Waits for the last of them; {@link System#nanoTime} of its end. */
    synchronized long await(long seconds) throws InterruptedException, TimeoutException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (expected > 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(limit - System.nanoTime());
            if (left <= 0) {
                throw new TimeoutException(expected + " mails have not come within " + seconds + " s");
            }
            wait(left);
        }
        return last;
    }

    /** Where it listens, on loopback. */
    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
