package org.jmlmmj.send.smtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A socket that can be waited for until an alarm, one after the other for several addresses. For one thread, but for {@link #wake}. */
final class PlainSocket implements AutoCloseable {
    private final Selector selector;
    private @Nullable SocketChannel channel;
    private boolean armed;
    private long due;

    PlainSocket() throws IOException {
        selector = Selector.open();
    }

    /**
     * Connects.
     *
     * @param mayGoOn asked whenever something happens; if false, there is no connection
     * @return false if there is no connection in time
     * @throws IOException if it is refused
     */
    boolean connect(InetSocketAddress address, Duration time, BooleanSupplier mayGoOn) throws IOException {
        SocketChannel opened = SocketChannel.open();
        channel = opened;
        opened.configureBlocking(false);
        // Without it the kernel holds back the end of a message until the server acknowledges its beginning.
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        opened.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        opened.register(selector, SelectionKey.OP_CONNECT);
        boolean isConnected = opened.connect(address);
        arm(time);
        while (!isConnected && !isDue() && mayGoOn.getAsBoolean()) {
            select();
            isConnected = opened.finishConnect();
        }
        return isConnected;
    }

    /** Waits until there is something to read, the alarm is due or somebody calls {@link #wake}; also for room to write, if wanted. */
    void await(boolean wantsRoom) throws IOException {
        key().interestOps(SelectionKey.OP_READ | (wantsRoom ? SelectionKey.OP_WRITE : 0));
        select();
    }

    /** Reads what is there, which may be nothing; negative at the end. */
    int read(ByteBuffer octets) throws IOException {
        return connected().read(octets);
    }

    /** Sends as much as it takes; nothing if it is disconnected. */
    void write(PlainOutput output) throws IOException {
        if (channel != null) {
            output.writeTo(channel);
        }
    }

    private SocketChannel connected() {
        return Objects.requireNonNull(channel, "there is a connection");
    }

    private SelectionKey key() {
        return Objects.requireNonNull(connected().keyFor(selector), "it is registered");
    }

    private void select() throws IOException {
        if (armed) {
            selector.select(
                    Math.max(1, Duration.ofNanos(due - System.nanoTime()).toMillis()));
        } else {
            selector.select();
        }
        selector.selectedKeys().clear();
    }

    /** Sets the alarm. */
    void arm(Duration time) {
        due = System.nanoTime() + time.toNanos();
        armed = true;
    }

    /** Sets no alarm. */
    void disarm() {
        armed = false;
    }

    /** Whether the alarm has gone off. */
    boolean isDue() {
        return armed && due - System.nanoTime() <= 0;
    }

    /** Ends the waiting. Thread-safe. */
    void wake() {
        selector.wakeup();
    }

    /** Ends the connection, if there is one; another may follow. */
    void disconnect() {
        SocketChannel old = channel;
        channel = null;
        if (old != null) {
            try {
                old.close();
            } catch (IOException e) {
                // The conversation has ended either way.
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        disconnect();
        selector.close();
    }
}
