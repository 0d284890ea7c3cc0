package org.jmlmmj.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;

/** Somebody's mail program: says one command after the other and looks at each reply. For one thread. */
final class SmtpClient implements AutoCloseable {
    private static final int PATIENCE = 120_000;

    private final Socket socket;
    private final BufferedReader replies;
    private final OutputStream commands;

    private SmtpClient(Socket socket) throws IOException {
        this.socket = socket;
        replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        commands = socket.getOutputStream();
    }

    private static SmtpClient connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE);
        SmtpClient client = new SmtpClient(socket);
        client.expect("220", client.reply());
        client.expect("250", client.say("EHLO people.example"));
        return client;
    }

    /** Sees whether somebody answers. */
    static void greet(int port) throws IOException {
        try (SmtpClient client = connect(port)) {
            client.say("QUIT");
        }
    }

    /** Sends a mail, its octets as they are but for line ends; whatever is not accepted is a failure. */
    static void send(int port, String sender, List<String> recipients, String mail) throws IOException {
        try (SmtpClient client = connect(port)) {
            boolean eightBit = mail.chars().anyMatch(octet -> octet > 127);
            client.expect("250", client.say("MAIL FROM:<" + sender + ">" + (eightBit ? " BODY=8BITMIME" : "")));
            for (String recipient : recipients) {
                client.expect("250", client.say("RCPT TO:<" + recipient + ">"));
            }
            client.expect("354", client.say("DATA"));
            String lines = mail.replace("\n", "\r\n").replace("\r\n.", "\r\n..");
            client.expect("250", client.say(lines + (lines.endsWith("\r\n") ? "." : "\r\n.")));
            client.say("QUIT");
        }
    }

    /** What the server says to a recipient, without sending anything. */
    static String ask(int port, String recipient) throws IOException {
        try (SmtpClient client = connect(port)) {
            client.expect("250", client.say("MAIL FROM:<somebody@people.example>"));
            String reply = client.say("RCPT TO:<" + recipient + ">");
            client.say("QUIT");
            return reply;
        }
    }

    private String say(String line) throws IOException {
        commands.write((line + "\r\n").getBytes(ISO_8859_1));
        commands.flush();
        return reply();
    }

    private String reply() throws IOException {
        StringBuilder text = new StringBuilder();
        while (true) {
            String line = replies.readLine();
            if (line == null) {
                throw new IOException("the server closed the connection after: " + text);
            }
            text.append(line).append('\n');
            if (line.length() < 4 || line.charAt(3) != '-') {
                return text.toString();
            }
        }
    }

    private void expect(String code, String reply) {
        if (!reply.startsWith(code)) {
            throw new AssertionError("the server should say " + code + " but says " + reply);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
