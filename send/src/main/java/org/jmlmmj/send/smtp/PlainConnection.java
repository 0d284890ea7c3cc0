package org.jmlmmj.send.smtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
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
    private final PlainSocket socket = new PlainSocket();
    private ConversationDriver driver;
    private PlainOutput output = new PlainOutput();
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile boolean closed;
    private volatile boolean over;
    private boolean goesOn;

    PlainConnection(List<InetSocketAddress> addresses, SmtpConversation conversation, Timeouts timeouts, Work work)
            throws IOException {
        this.addresses = addresses.iterator();
        this.timeouts = timeouts;
        this.work = work;
        this.conversation = conversation;
        this.driver = newDriver();
    }

    private ConversationDriver newDriver() {
        Work attempt = new AddressAttempt(work, this::ended);
        return new ConversationDriver(conversation.again(), timeouts, attempt, new SocketWire());
    }

    @Override
    public void run() {
        try (socket) {
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
            socket.disconnect();
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
        while (addresses.hasNext() && mayGoOn()) {
            InetSocketAddress address = addresses.next();
            try {
                if (socket.connect(address, timeouts.of(Wait.CONNECT), this::mayGoOn)) {
                    return null;
                }
                failure = "no connection to " + address + " in time";
            } catch (IOException e) {
                failure = Objects.toString(e.getMessage(), "no connection") + ": " + address;
            }
            socket.disconnect();
        }
        return work.isOver() ? new Ending.Finished() : new Ending.Unavailable(failure);
    }

    private boolean mayGoOn() {
        return !closed && !work.isOver();
    }

    private void converse() throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(READ_OCTETS);
        driver.connected();
        while (!driver.isOver() && !closed) {
            if (!woken.get()) {
                socket.await(!output.isEmpty());
            }
            if (woken.getAndSet(false)) {
                driver.wake();
            }
            if (socket.isDue()) {
                socket.disarm();
                driver.timedOut();
            }
            if (!driver.isOver()) {
                read(octets);
                driver.flush();
            }
        }
    }

    private void read(ByteBuffer octets) {
        try {
            int count = socket.read(octets.clear());
            if (count < 0) {
                driver.disconnected("the server closed the connection");
                return;
            }
            octets.flip();
            boolean isWanted = true;
            while (isWanted && octets.hasRemaining()) {
                isWanted = driver.received(octets.get());
            }
        } catch (IOException e) {
            driver.failed(e);
        }
    }

    @Override
    public void wake() {
        woken.set(true);
        socket.wake();
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public void close() {
        closed = true;
        socket.wake();
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
            try {
                socket.write(output);
            } catch (IOException e) {
                driver.failed(e);
            }
        }

        @Override
        public void arm(Duration time) {
            socket.arm(time);
        }

        @Override
        public void disarm() {
            socket.disarm();
        }

        @Override
        public void close() {
            socket.disconnect();
        }
    }
}
