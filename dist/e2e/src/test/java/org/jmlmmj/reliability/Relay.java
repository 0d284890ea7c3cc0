package org.jmlmmj.reliability;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A mail server as a process that can be killed: it writes down whose mail it takes before it says so, and so never says less than it
 * has. A line is the recipient, a blank, and the subject. Every tenth recipient can be refused. Thread-safe.
 */
public final class Relay {
    private static final String END = "\r\n.\r\n";

    private final FileChannel log;
    private final boolean refusesTenth;

    private Relay(FileChannel log, boolean refusesTenth) {
        this.log = log;
        this.refusesTenth = refusesTenth;
    }

    /** Serves until it is killed: port, file for what it takes, and {@code tenth} to refuse addresses that end in 0 before the @. */
    public static void main(String[] arguments) throws IOException {
        FileChannel log = FileChannel.open(
                Path.of(arguments[1]), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        Relay relay = new Relay(log, arguments.length > 2 && arguments[2].equals("tenth"));
        try (ServerSocket server = new ServerSocket()) {
            server.setReuseAddress(true);
            server.bind(
                    new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])),
                    1000);
            System.out.println(server.getLocalPort());
            while (true) {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> relay.serve(socket));
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            converse(new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
        } catch (IOException e) {
            // The client went away; what was taken is written down.
            return;
        }
    }

    private void converse(InputStream in, OutputStream out) throws IOException {
        List<String> recipients = new ArrayList<>();
        StringBuilder replies = new StringBuilder("220 relay.example ESMTP\r\n");
        for (String line = next(in, out, replies); !line.isEmpty(); line = next(in, out, replies)) {
            if (line.startsWith("EHLO")) {
                replies.append("250-relay.example\r\n250-PIPELINING\r\n250 8BITMIME\r\n");
            } else if (line.startsWith("RCPT")) {
                replies.append(rcpt(line.substring(line.indexOf('<') + 1, line.indexOf('>')), recipients));
            } else if (line.startsWith("DATA") && !recipients.isEmpty()) {
                replies.append("354 go on\r\n");
                send(out, replies);
                take(readMail(in), recipients);
                replies.append("250 2.0.0 taken\r\n");
                recipients.clear();
            } else if (line.startsWith("DATA")) {
                replies.append("554 5.5.1 for nobody\r\n");
            } else {
                recipients.clear();
                replies.append(line.startsWith("QUIT") ? "221 bye\r\n" : "250 2.0.0 ok\r\n");
            }
        }
    }

    private String rcpt(String recipient, List<String> recipients) {
        if (refusesTenth && recipient.contains("0@")) {
            return "550 5.1.1 unknown\r\n";
        }
        recipients.add(recipient);
        return "250 2.1.5 ok\r\n";
    }

    private static String next(InputStream in, OutputStream out, StringBuilder replies) throws IOException {
        if (in.available() == 0) {
            send(out, replies);
        }
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            line.append((char) octet);
            if (octet == '\n') {
                return line.toString();
            }
        }
        return "";
    }

    private static void send(OutputStream out, StringBuilder replies) throws IOException {
        out.write(replies.toString().getBytes(StandardCharsets.US_ASCII));
        replies.setLength(0);
    }

    private static String readMail(InputStream in) throws IOException {
        StringBuilder mail = new StringBuilder("\r\n");
        while (mail.length() < END.length() || mail.lastIndexOf(END) != mail.length() - END.length()) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("the connection ended inside of a mail");
            }
            mail.append((char) octet);
        }
        return mail.toString();
    }

    private synchronized void take(String mail, List<String> recipients) throws IOException {
        String subject = mail.lines()
                .filter(line -> line.startsWith("Subject: "))
                .findFirst()
                .orElse("none");
        StringBuilder lines = new StringBuilder();
        recipients.forEach(
                recipient -> lines.append(recipient).append(' ').append(subject).append('\n'));
        log.write(ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.ISO_8859_1)));
    }
}
