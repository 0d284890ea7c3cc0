package org.jmlmmj.core.test;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/** One connection to a {@link ScriptedSmtpPeer}: a strict server that tells the peer what it hears. For one thread. */
public final class PeerConnection {
    private final ScriptedSmtpPeer peer;
    private final Socket socket;
    private InputStream in;
    private OutputStream out;
    private final List<String> recipients = new ArrayList<>();
    private String mailCommand = "";
    private Optional<ReceivedMail> pending = Optional.empty();
    private int lastCode;
    private boolean greeted;
    private boolean chunkRefused;
    private boolean encrypted;

    PeerConnection(ScriptedSmtpPeer peer, Socket socket) throws IOException {
        this.peer = peer;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** Serves the client until one side closes. */
    void serve() throws IOException {
        answer("CONNECT", "220 peer.example ESMTP");
        while (!socket.isClosed()) {
            String line = readLine();
            if (in.available() > 0 && !peer.announces("PIPELINING") && !line.startsWith("BDAT")) {
                peer.violation("something follows behind " + line + " before it is answered");
            }
            peer.heard(line);
            obey(line);
        }
    }

    private void obey(String line) throws IOException {
        String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        switch (verb) {
            case "EHLO" -> greeted = answer(line, peer.ehloLines()) == 2;
            case "HELO" -> greeted = answer(line, "250 peer.example") == 2;
            case "MAIL" -> mail(line);
            case "RCPT" -> rcpt(line);
            case "DATA" -> data();
            case "BDAT" -> bdat(line);
            case "RSET" -> {
                forget();
                answer(line, "250 2.0.0 ok");
            }
            case "STARTTLS" -> startTls(line);
            case "AUTH" -> auth(line);
            case "QUIT" -> {
                answer(line, "221 2.0.0 bye");
                hangUp();
            }
            default -> {
                peer.violation("unknown command: " + line);
                answer(line, "500 5.5.2 what?");
            }
        }
    }

    private void startTls(String line) throws IOException {
        if (encrypted || !peer.announces("STARTTLS")) {
            peer.violation("STARTTLS out of order");
        }
        if (answer(line, "220 2.0.0 go ahead") == 2) {
            SSLSocket tls = (SSLSocket) peer.tls().getSocketFactory().createSocket(socket, "client", 0, true);
            tls.setUseClientMode(false);
            in = new BufferedInputStream(tls.getInputStream());
            out = tls.getOutputStream();
            greeted = false;
            encrypted = true;
        }
    }

    private void auth(String line) throws IOException {
        if (!encrypted) {
            peer.violation("credentials in clear");
        }
        if (line.equalsIgnoreCase("AUTH LOGIN")) {
            for (String question : List.of("334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6")) {
                if (answer(question, question) != 3) {
                    return;
                }
                peer.heard(readLine());
            }
        }
        answer("AUTH", "235 2.7.0 welcome");
    }

    private void mail(String line) throws IOException {
        if (!greeted || !mailCommand.isEmpty() || chunkRefused) {
            peer.violation("MAIL out of order: " + line);
        }
        if (answer(line, "250 2.1.0 ok") == 2) {
            mailCommand = line;
        }
    }

    /** A client that sends commands in groups cannot know that the one before was refused (RFC 2920 §3.1). */
    private void outOfOrder(String line, String reply) throws IOException {
        if (!peer.announces("PIPELINING")) {
            peer.violation("out of order: " + line);
        }
        reply(reply);
    }

    private void rcpt(String line) throws IOException {
        if (mailCommand.isEmpty()) {
            outOfOrder(line, "503 5.5.1 need MAIL");
            return;
        }
        if (answer(line, "250 2.1.5 ok") == 2) {
            recipients.add(line.substring(line.indexOf('<') + 1, line.lastIndexOf('>')));
        }
    }

    private void data() throws IOException {
        if (recipients.isEmpty()) {
            dataForNobody();
            return;
        }
        String who = String.join(",", recipients);
        if (answer("DATA " + who, "354 go ahead") != 3) {
            return;
        }
        peer.ruleFor("BODY " + who).ifPresent(this::give);
        if (socket.isClosed()) {
            throw new EOFException();
        }
        complete(readData());
    }

    /** RFC 2920 §3.1: whoever gets the go-ahead for nobody has to send an empty mail. */
    private void dataForNobody() throws IOException {
        Optional<PeerAnswer> rule = peer.ruleFor("NODATA");
        if (rule.isEmpty()) {
            outOfOrder("DATA", "554 5.5.1 no valid recipients");
            return;
        }
        rule.get().give(this);
        if (lastCode == 3) {
            if (readData().length > 0) {
                peer.violation("a mail for nobody");
            }
            forget();
            reply("554 5.5.1 no valid recipients");
        }
    }

    /** RFC 3030 §2: octets are taken whether the command is or not; behind a refusal the client has to send RSET. */
    private void bdat(String line) throws IOException {
        String[] words = line.split(" ", -1);
        byte[] octets = in.readNBytes(Integer.parseInt(words[1]));
        if (!peer.announces("CHUNKING") || words.length != 3 || !words[2].equals("LAST")) {
            peer.violation("BDAT not as announced: " + line);
        }
        if (recipients.isEmpty()) {
            outOfOrder(line, "503 5.5.1 need RCPT");
            return;
        }
        complete(octets);
        chunkRefused = lastCode != 2;
    }

    private void complete(byte[] raw) throws IOException {
        String who = String.join(",", recipients);
        ReceivedMail mail = new ReceivedMail(mailCommand, List.copyOf(recipients), raw);
        forget();
        peer.offered(mail);
        pending = Optional.of(mail);
        answer(". " + who, "250 2.0.0 queued");
        pending = Optional.empty();
    }

    private void forget() {
        chunkRefused = false;
        mailCommand = "";
        recipients.clear();
    }

    private void give(PeerAnswer answer) {
        try {
            answer.give(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the scripted answer to an event or else the standard one; returns the first digit of the code, 0 for none. */
    private int answer(String event, String... standard) throws IOException {
        lastCode = 0;
        peer.ruleFor(event).orElseGet(() -> PeerAnswer.reply(standard)).give(this);
        if (socket.isClosed()) {
            throw new EOFException();
        }
        return lastCode;
    }

    void reply(String... lines) throws IOException {
        lastCode = Character.digit(lines[lines.length - 1].charAt(0), 10);
        if (lastCode == 2) {
            // Before the answer leaves, so that a client that has it finds the mail.
            pending.ifPresent(peer::accepted);
        }
        byte[] octets = (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8);
        if (peer.isDripping()) {
            for (byte octet : octets) {
                out.write(octet);
                out.flush();
            }
        } else {
            out.write(octets);
            out.flush();
        }
    }

    void hangUp() throws IOException {
        socket.close();
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    void skipInput() throws IOException {
        in.skipNBytes(in.available());
    }

    void waitForClient() throws IOException {
        while (in.read() >= 0) {
            // Whatever it says is not answered.
            lastCode = 0;
        }
        throw new EOFException();
    }

    /** RFC 5321 §2.3.8: only CR LF ends a line. */
    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException();
            }
            line.write(octet);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        if (!text.endsWith("\r") || text.indexOf('\r') != text.length() - 1) {
            peer.violation("a command does not end with CR LF: " + text);
        }
        return text.strip();
    }

    private byte[] readData() throws IOException {
        DataBuffer data = new DataBuffer();
        int matched = 2;
        String end = "\r\n.\r\n";
        while (matched < end.length()) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException();
            }
            data.write(octet);
            if (octet == end.charAt(matched)) {
                matched++;
            } else {
                matched = octet == '\r' ? 1 : 0;
            }
        }
        byte[] raw = data.withoutEnd(3);
        checkLineEnds(raw);
        return raw;
    }

    /** Spares one copy of a mail that may be large. */
    private static final class DataBuffer extends ByteArrayOutputStream {
        byte[] withoutEnd(int octets) {
            return Arrays.copyOf(buf, count - octets);
        }
    }

    private void checkLineEnds(byte[] raw) {
        for (int i = 0; i < raw.length; i++) {
            boolean bareLf = raw[i] == '\n' && (i == 0 || raw[i - 1] != '\r');
            boolean bareCr = raw[i] == '\r' && (i + 1 == raw.length || raw[i + 1] != '\n');
            if (bareLf || bareCr) {
                peer.violation("a bare CR or LF at octet " + i + " of a message");
            }
        }
    }
}
