package org.jmlmmj.send;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.send.smtp.Capabilities;
import org.jmlmmj.send.smtp.ReplyLimits;
import org.jmlmmj.send.smtp.ReplyParser;
import org.jmlmmj.send.smtp.SmtpReply;

/**
 * Asks a relay who it is and what it can do, and sends no mail: EHLO and QUIT (RFC 5321 §4.1.1.1). For people who check an
 * installation; deliveries go other ways. Immutable and thread-safe.
 *
 * @param relay the relay
 * @param patience how long to wait for a connection and for each reply
 */
public record RelayProbe(Relay relay, Duration patience) {
    /**
     * What a relay said.
     *
     * @param address where it was reached
     * @param greeting its first words
     * @param capabilities what it announced
     */
    public record Announcement(InetSocketAddress address, String greeting, Capabilities capabilities) {}

    /**
     * Asks the first address of the relay that answers.
     *
     * @throws IOException if none does, or not as an SMTP server should; the message says what each one did
     */
    public Announcement ask() throws IOException {
        List<String> failures = new ArrayList<>();
        for (InetSocketAddress address : addresses()) {
            try {
                return ask(address);
            } catch (IOException e) {
                failures.add(address.getAddress().getHostAddress() + ": " + e.getMessage());
            }
        }
        throw new IOException(String.join("; ", failures));
    }

    private List<InetSocketAddress> addresses() throws IOException {
        try {
            return relay.addresses();
        } catch (UnknownHostException e) {
            throw new IOException("the name " + relay.host() + " cannot be resolved", e);
        }
    }

    private Announcement ask(InetSocketAddress address) throws IOException {
        int limit = Math.toIntExact(patience.toMillis());
        try (Socket socket = new Socket()) {
            socket.connect(address, limit);
            socket.setSoTimeout(limit);
            InputStream in = socket.getInputStream();
            SmtpReply greeting = require("greeting", reply(in));
            say(socket.getOutputStream(), "EHLO " + relay.greeting());
            SmtpReply hello = require("EHLO", reply(in));
            // Nobody waits for the answer to it.
            say(socket.getOutputStream(), "QUIT");
            return new Announcement(address, greeting.lines().get(0).strip(), Capabilities.of(hello));
        }
    }

    private static void say(OutputStream out, String command) throws IOException {
        out.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static SmtpReply require(String what, SmtpReply reply) throws IOException {
        if (!reply.isPositive()) {
            throw new IOException(what + ": " + reply);
        }
        return reply;
    }

    private static SmtpReply reply(InputStream in) throws IOException {
        ReplyParser parser = new ReplyParser(ReplyLimits.STANDARD);
        while (true) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("the server closed the connection");
            }
            Optional<SmtpReply> reply = parser.accept((byte) octet);
            if (reply.isPresent()) {
                return reply.get();
            }
        }
    }

    /**
     * Whether what the list needs to log in is there and in order, if it logs in at all.
     *
     * @throws IOException if it is not; the message never holds any of it
     */
    public void checkCredentials() throws IOException {
        relay.security().load();
    }
}
