package org.jmlmmj.send;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.jmlmmj.send.smtp.Wait;

/**
 * Knows for a while which relays greet their clients. Maintenance of a thousand lists asks before it sends, so that a relay that
 * is dead costs one connect time-out and not one per mail; mails for it wait. Threads that ask about the same relay share one
 * attempt. Thread-safe.
 */
public final class ReachableRelays {
    private static final Duration MEMORY = Duration.ofMinutes(5);
    private static final int LONGEST_LINE = 512;

    private final LongSupplier nanoTime;
    private final ConcurrentMap<Relay, Finding> findings = new ConcurrentHashMap<>();

    /**
     * Knows nothing yet.
     *
     * @param nanoTime a clock for intervals, such as {@link System#nanoTime}
     */
    public ReachableRelays(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** What was found out; the trouble is empty if there is none. */
    private record Finding(long since, CompletableFuture<Optional<String>> trouble) {}

    /** Why a relay takes no mail at present; empty if it greets us. May take as long as its time-outs. */
    public Optional<String> troubleOf(Relay relay) {
        Finding mine = new Finding(nanoTime.getAsLong(), new CompletableFuture<>());
        Finding valid = findings.compute(relay, (key, known) -> known == null || isOutdated(known) ? mine : known);
        if (valid.trouble() == mine.trouble()) {
            try {
                mine.trouble().complete(visit(relay));
            } catch (RuntimeException | Error e) {
                // Those who wait for the answer must not wait for ever.
                mine.trouble().completeExceptionally(e);
                throw e;
            }
        }
        try {
            return valid.trouble().join();
        } catch (CompletionException e) {
            return Optional.of("relay " + relay + ": " + e.getCause());
        }
    }

    private boolean isOutdated(Finding finding) {
        return nanoTime.getAsLong() - finding.since() > MEMORY.toNanos();
    }

    private static Optional<String> visit(Relay relay) {
        String trouble = "has no address";
        try {
            for (InetSocketAddress address : relay.addresses()) {
                Optional<String> found = visit(relay, address);
                if (found.isEmpty()) {
                    return found;
                }
                trouble = found.get();
            }
        } catch (IOException e) {
            trouble = "the name cannot be resolved";
        }
        return Optional.of("relay " + relay + ": " + trouble);
    }

    private static Optional<String> visit(Relay relay, InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, milliseconds(relay, Wait.CONNECT));
            socket.setSoTimeout(milliseconds(relay, Wait.GREETING));
            String greeting = readLine(socket.getInputStream());
            // Whatever it answers, there is nothing more to learn.
            socket.getOutputStream().write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            return greeting.startsWith("2") ? Optional.empty() : Optional.of("takes no mail: " + greeting);
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static int milliseconds(Relay relay, Wait wait) {
        return Math.toIntExact(relay.timeouts().of(wait).toMillis());
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n' && line.length() < LONGEST_LINE; b = in.read()) {
            line.append(b < ' ' || b > '~' ? ' ' : (char) b);
        }
        return line.toString().strip();
    }
}
