package org.jmlmmj.send.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Opens connections with nothing but what the JDK has, each on a thread of its own. Thread-safe. */
public final class PlainConnector implements Connector {
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final Map<PlainConnection, Thread> connections = new ConcurrentHashMap<>();

    @Override
    public RelayLink connect(
            List<InetSocketAddress> addresses, SmtpConversation conversation, Timeouts timeouts, Work work) {
        try {
            PlainConnection connection = new PlainConnection(addresses, conversation, timeouts, work);
            Thread thread = new Thread(connection, "smtp");
            thread.setDaemon(true);
            connections.put(connection, thread);
            thread.start();
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException("no descriptor is left for a connection", e);
        }
    }

    @Override
    public void close() {
        connections.keySet().forEach(PlainConnection::close);
        try {
            for (Thread thread : connections.values()) {
                thread.join(LONGEST_END.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
