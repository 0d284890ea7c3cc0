package org.jmlmmj.core.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * An SMTP server for tests, on a free port of 127.0.0.1. It takes every mail and records it, unless the script says otherwise:
 *
 * <pre>
 * try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.start()) {
 *     peer.announce("8BITMIME", "SIZE 1000");
 *     peer.when("RCPT TO:&lt;ann@a.example&gt;", PeerAnswer.reply("550 5.1.1 unknown"));
 *     peer.once("DATA", PeerAnswer.close());
 *     CountDownLatch released = new CountDownLatch(1);
 *     peer.once(". cid@c.example", PeerAnswer.after(released, PeerAnswer.reply("250 ok")));
 *     ...
 * }
 * </pre>
 *
 * <p>Events are {@code CONNECT}, the commands as they come, {@code DATA RECIPIENT}, {@code NODATA} (DATA when no recipient was
 * accepted, after PIPELINING was announced), {@code BODY RECIPIENT} (the client may send now) and {@code . RECIPIENT} (the mail is complete); a rule serves every event that begins with its text, in any case;
 * earlier rules win. The peer is strict: a client that breaks the protocol fails the test in {@link #close}. Thread-safe.
 */
public final class ScriptedSmtpPeer implements AutoCloseable {
    private record Rule(String event, PeerAnswer answer, AtomicInteger left) {}

    private final ServerSocket server;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final List<ReceivedMail> offered = new CopyOnWriteArrayList<>();
    private final List<ReceivedMail> accepted = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final Thread acceptor;
    private volatile List<String> announced = List.of();
    private volatile boolean dripping;
    private volatile Optional<SSLContext> tls = Optional.empty();

    private ScriptedSmtpPeer(ServerSocket server) {
        this.server = server;
        this.acceptor = thread("accept", this::acceptAll);
    }

    /** Starts a peer on 127.0.0.1. */
    public static ScriptedSmtpPeer start() {
        return start("127.0.0.1");
    }

    /** Starts a peer on an address of this machine. */
    public static ScriptedSmtpPeer start(String address) {
        try {
            ScriptedSmtpPeer peer = new ScriptedSmtpPeer(new ServerSocket(0, 50, InetAddress.getByName(address)));
            peer.acceptor.start();
            return peer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread thread(String what, Runnable task) {
        Thread thread = new Thread(task, "smtp-peer-" + what);
        thread.setDaemon(true);
        return thread;
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                int number = connections.incrementAndGet();
                socket.setTcpNoDelay(true);
                Thread connection = thread(String.valueOf(number), () -> serve(socket));
                threads.add(connection);
                connection.start();
            } catch (IOException e) {
                // Closed by the test.
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new PeerConnection(this, socket).serve();
        } catch (IOException | UncheckedIOException e) {
            // The client or the test closed the connection, which is theirs to do; what was heard is recorded.
            return;
        } finally {
            open.remove(socket);
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.getLocalPort();
    }

    /** Announces these keywords in answer to EHLO. */
    public ScriptedSmtpPeer announce(String... keywords) {
        announced = List.of(keywords);
        return this;
    }

    boolean announces(String keyword) {
        return announced.contains(keyword);
    }

    /** Speaks TLS after STARTTLS, which has to be announced too. */
    public ScriptedSmtpPeer tls(SSLContext context) {
        tls = Optional.of(context);
        return this;
    }

    SSLContext tls() {
        return tls.orElseThrow();
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    /** Sends every reply octet by octet, each in a packet of its own. */
    public ScriptedSmtpPeer drip() {
        dripping = true;
        return this;
    }

    /** Gives this answer to every event that begins with this text. */
    public ScriptedSmtpPeer when(String event, PeerAnswer answer) {
        return times(Integer.MAX_VALUE, event, answer);
    }

    /** Gives this answer to the next event that begins with this text. */
    public ScriptedSmtpPeer once(String event, PeerAnswer answer) {
        return times(1, event, answer);
    }

    /** Gives this answer to the next so many events that begin with this text. */
    public ScriptedSmtpPeer times(int times, String event, PeerAnswer answer) {
        rules.add(new Rule(event.toUpperCase(Locale.ROOT), answer, new AtomicInteger(times)));
        return this;
    }

    /** Takes no further connections, as a server that is down. Those that are open go on. */
    public void refuseConnections() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Until its call has ended, the system may give it one more connection.
        join(acceptor);
    }

    Optional<PeerAnswer> ruleFor(String event) {
        String upper = event.toUpperCase(Locale.ROOT);
        for (Rule rule : rules) {
            if (upper.startsWith(rule.event()) && rule.left().getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0) {
                return Optional.of(rule.answer());
            }
        }
        return Optional.empty();
    }

    String[] ehloLines() {
        List<String> lines = new ArrayList<>(List.of("peer.example"));
        lines.addAll(announced);
        for (int i = 0; i < lines.size(); i++) {
            lines.set(i, (i + 1 < lines.size() ? "250-" : "250 ") + lines.get(i));
        }
        return lines.toArray(String[]::new);
    }

    boolean isDripping() {
        return dripping;
    }

    void heard(String command) {
        heard.add(command);
    }

    void violation(String what) {
        violations.add(what);
    }

    void offered(ReceivedMail mail) {
        offered.add(mail);
    }

    void accepted(ReceivedMail mail) {
        accepted.add(mail);
    }

    /** Every mail that was sent completely, whether it was accepted or not. */
    public List<ReceivedMail> offered() {
        return List.copyOf(offered);
    }

    /** Every mail that the peer answered for with a positive reply. */
    public List<ReceivedMail> accepted() {
        return List.copyOf(accepted);
    }

    /** The recipients of {@link #accepted}, in order. */
    public List<String> delivered() {
        return accepted.stream().flatMap(mail -> mail.recipients().stream()).toList();
    }

    /** Every command line of every connection, as it came. */
    public List<String> commands() {
        return List.copyOf(heard);
    }

    /** How many connections there were. */
    public int connections() {
        return connections.get();
    }

    /** Ends every connection and thread. Fails if a client broke the protocol. */
    @Override
    public void close() {
        refuseConnections();
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        for (Thread thread : threads) {
            thread.interrupt();
            join(thread);
        }
        if (!violations.isEmpty()) {
            throw new AssertionError("the client broke the protocol: " + violations);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
