package org.jmlmmj.send.smtp;

import java.io.Closeable;
import java.net.InetSocketAddress;
import java.util.List;

/** Opens connections to relays. Thread-safe; to be closed after the last connection has ended. */
public interface Connector extends Closeable {
    /**
     * Opens a connection. How it fares is told to {@code work}, and only there.
     *
     * @param addresses where the relay may be, tried in this order
     */
    RelayLink connect(List<InetSocketAddress> addresses, SmtpConversation conversation, Timeouts timeouts, Work work);

    /** Ends what is left of its connections. */
    @Override
    void close();
}
