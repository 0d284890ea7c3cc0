package org.jmlmmj.send.smtp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The thread that speaks with relays. Thread-safe; to be closed after the last connection has ended. */
public final class Network implements Connector {
    private final EventLoopGroup loops;
    private final Optional<TlsClient> tls;

    private Network(EventLoopGroup loops, Optional<TlsClient> tls) {
        this.loops = loops;
        this.tls = tls;
    }

    /**
     * Starts the thread.
     *
     * @param tls how conversations that want TLS speak it
     */
    public static Network start(Optional<TlsClient> tls) {
        DefaultThreadFactory threads = new DefaultThreadFactory("smtp", true);
        return new Network(new MultiThreadIoEventLoopGroup(1, threads, NioIoHandler.newFactory()), tls);
    }

    @Override
    public RelayLink connect(
            List<InetSocketAddress> addresses, SmtpConversation conversation, Timeouts timeouts, Work work) {
        Bootstrap bootstrap = new Bootstrap()
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        timeouts.of(Wait.CONNECT).toMillis())
                // Without it the kernel holds back the end of a message until the server acknowledges its beginning: 40
                // ms
                // per recipient.
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true);
        RelayConnection connection =
                new RelayConnection(bootstrap, loops.next(), addresses, conversation, timeouts, work, tls);
        connection.open();
        return connection;
    }

    /** Ends the thread and every connection that is still open. */
    @Override
    public void close() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
