package org.jmlmmj.send.smtp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a relay, from the first attempt on: tries each of its addresses in turn (spec 03 §7.1) until one of them
 * takes mail, and holds the conversation. Thread-safe; the work is done on one thread of the network.
 */
final class RelayConnection implements RelayLink {
    private final Bootstrap bootstrap;
    private final EventLoop loop;
    private final SmtpConversation conversation;
    private final Timeouts timeouts;
    private final Work work;
    private final Optional<TlsClient> tls;
    private final Iterator<InetSocketAddress> addresses;
    private volatile @Nullable ConversationHandler handler;
    private volatile boolean over;
    private @Nullable ChannelFuture connecting;
    private boolean closed;

    RelayConnection(
            Bootstrap bootstrap,
            EventLoop loop,
            List<InetSocketAddress> addresses,
            SmtpConversation conversation,
            Timeouts timeouts,
            Work work,
            Optional<TlsClient> tls) {
        this.bootstrap = bootstrap;
        this.loop = loop;
        this.addresses = addresses.iterator();
        this.conversation = conversation;
        this.timeouts = timeouts;
        this.work = work;
        this.tls = tls;
    }

    void open() {
        loop.execute(() -> connect("the relay has no address"));
    }

    private void connect(String lastFailure) {
        if (closed) {
            return;
        }
        if (work.isOver()) {
            end(new Ending.Finished());
        } else if (addresses.hasNext()) {
            InetSocketAddress address = addresses.next();
            Work attempt = new AddressAttempt(work, this::ended);
            ConversationHandler next = new ConversationHandler(conversation.again(), timeouts, attempt, tls);
            handler = next;
            connecting = bootstrap.clone(loop).handler(next).connect(address);
            connecting.addListener((ChannelFuture done) -> connected(done, address));
        } else {
            end(new Ending.Unavailable(lastFailure));
        }
    }

    /** A relay that takes no mail at one address may take it at another, as when it cannot be reached there. */
    private void ended(Ending ending) {
        if (ending instanceof Ending.Unavailable unavailable && addresses.hasNext() && !work.isOver()) {
            connect(unavailable.reason());
        } else {
            end(ending);
        }
    }

    private void end(Ending ending) {
        over = true;
        work.ended(ending);
    }

    private void connected(ChannelFuture done, InetSocketAddress address) {
        Throwable failure = done.cause();
        if (failure != null) {
            connect(Objects.toString(failure.getMessage(), "no connection to " + address));
        }
    }

    @Override
    public void wake() {
        loop.execute(() -> {
            if (work.isOver() && cancelAttempt()) {
                return;
            }
            ConversationHandler current = handler;
            if (current != null) {
                current.wake();
            }
        });
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public void close() {
        loop.execute(() -> {
            closed = true;
            cancelAttempt();
            ConversationHandler current = handler;
            if (current != null) {
                current.drop();
            }
        });
    }

    /** Whether a connection was just being made. */
    private boolean cancelAttempt() {
        return connecting != null && connecting.cancel(false);
    }
}
