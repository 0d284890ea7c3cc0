package org.jmlmmj.send.smtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a relay with nothing but what the JDK has, on a thread of its own: for jobs so small that loading Netty would
 * take longer than the job. Tries each address in turn (spec 03 §7.1) until one takes mail, and holds the conversation. Thread-safe; everything but
 * the methods of {@link RelayLink} runs on its thread.
 */
final class PlainConnection implements RelayLink, Runnable {
    private static final int READ_OCTETS = 4096;

    private final Iterator<InetSocketAddress> addresses;
    private final Timeouts timeouts;
    private final Work work;
    private final SmtpConversation conversation;
    private final Selector selector;
    private ConversationDriver driver;
    private PlainOutput output = new PlainOutput();
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile boolean closed;
    private volatile boolean over;
    private @Nullable SocketChannel socket;
    private boolean armed;
    private boolean goesOn;
    private long due;

    PlainConnection(List<InetSocketAddress> addresses, SmtpConversation conversation, Timeouts timeouts, Work work)
            throws IOException {
        this.addresses = addresses.iterator();
        this.timeouts = timeouts;
        this.work = work;
        this.conversation = conversation;
        this.driver = newDriver();
        this.selector = Selector.open();
    }

    private ConversationDriver newDriver() {
        Work attempt = new AddressAttempt(work, this::ended);
        return new ConversationDriver(conversation.again(), timeouts, attempt, new SocketWire());
    }

    @Override
    public void run() {
        try (selector) {
            attempt();
            while (goesOn) {
                goesOn = false;
                driver = newDriver();
                output = new PlainOutput();
                attempt();
            }
        } catch (IOException e) {
            // Everybody knows by now how the connection ended.
            return;
        }
    }

    private void attempt() {
        try {
            Ending ending = connect();
            if (ending == null) {
                converse();
            } else if (!closed) {
                end(ending);
            }
        } catch (IOException | RuntimeException | Error e) {
            // Nobody above would tell the thread that waits for results, and it would wait for ever.
            driver.failed(e);
        } finally {
            shut();
        }
    }

    /** A relay that takes no mail at one address may take it at another, as when it cannot be reached there. */
    private void ended(Ending ending) {
        goesOn = ending instanceof Ending.Unavailable && addresses.hasNext() && !work.isOver() && !closed;
        if (!goesOn) {
            end(ending);
        }
    }

    private void end(Ending ending) {
        over = true;
        work.ended(ending);
    }

    /** Why there is no connection; none if there is. */
    private @Nullable Ending connect() throws IOException {
        String failure = "the relay has no address";
        while (addresses.hasNext() && !closed && !work.isOver()) {
            InetSocketAddress address = addresses.next();
            try {
                if (connect(address)) {
                    return null;
                }
                failure = "no connection to " + address + " in time";
            } catch (IOException e) {
                failure = Objects.toString(e.getMessage(), "no connection") + ": " + address;
            }
            shut();
        }
        return work.isOver() ? new Ending.Finished() : new Ending.Unavailable(failure);
    }

    private boolean connect(InetSocketAddress address) throws IOException {
        SocketChannel channel = SocketChannel.open();
        socket = channel;
        channel.configureBlocking(false);
        // Without it the kernel holds back the end of a message until the server acknowledges its beginning.
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
        boolean isConnected = channel.connect(address);
        arm(timeouts.of(Wait.CONNECT));
        while (!isConnected && !isDue() && !closed && !work.isOver()) {
            select();
            isConnected = channel.finishConnect();
        }
        if (isConnected) {
            key.interestOps(SelectionKey.OP_READ);
        }
        return isConnected;
    }

    private void converse() throws IOException {
        SocketChannel channel = Objects.requireNonNull(socket, "there is a connection");
        SelectionKey key = Objects.requireNonNull(channel.keyFor(selector), "it is registered");
        ByteBuffer octets = ByteBuffer.allocate(READ_OCTETS);
        driver.connected();
        while (!driver.isOver() && !closed) {
            key.interestOps(SelectionKey.OP_READ | (output.isEmpty() ? 0 : SelectionKey.OP_WRITE));
            if (!woken.get()) {
                select();
            }
            if (woken.getAndSet(false)) {
                driver.wake();
            }
            if (isDue()) {
                armed = false;
                driver.timedOut();
            }
            if (!driver.isOver()) {
                read(channel, octets);
                driver.flush();
            }
        }
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

    private boolean isDue() {
        return armed && due - System.nanoTime() <= 0;
    }

    private void read(SocketChannel channel, ByteBuffer octets) {
        try {
            int count = channel.read(octets.clear());
            if (count < 0) {
                driver.disconnected("the server closed the connection");
                return;
            }
            octets.flip();
            boolean goesOn = true;
            while (goesOn && octets.hasRemaining()) {
                goesOn = driver.received(octets.get());
            }
        } catch (IOException e) {
            driver.failed(e);
        }
    }

    private void shut() {
        SocketChannel channel = socket;
        socket = null;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // The conversation has ended either way.
                return;
            }
        }
    }

    @Override
    public void wake() {
        woken.set(true);
        selector.wakeup();
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }

    private void arm(Duration time) {
        due = System.nanoTime() + time.toNanos();
        armed = true;
    }

    private final class SocketWire implements ConversationDriver.Wire {
        @Override
        public void command(String command) {
            output.addCommand(command);
        }

        @Override
        public void startTls() {
            throw new IllegalStateException("relays that want TLS are spoken to through Netty");
        }

        @Override
        public void message(List<WireSegment> segments) {
            output.addMail(segments, driver::moved, driver::messageSent);
        }

        @Override
        public void flush() {
            SocketChannel channel = socket;
            if (channel == null) {
                return;
            }
            try {
                output.writeTo(channel);
            } catch (IOException e) {
                driver.failed(e);
            }
        }

        @Override
        public void arm(Duration time) {
            PlainConnection.this.arm(time);
        }

        @Override
        public void disarm() {
            armed = false;
        }

        @Override
        public void close() {
            shut();
        }
    }
}
