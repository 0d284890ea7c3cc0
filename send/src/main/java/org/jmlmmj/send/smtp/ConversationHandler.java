package org.jmlmmj.send.smtp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A conversation over a channel of Netty. Everything runs on the channel's thread. */
final class ConversationHandler extends ChannelInboundHandlerAdapter {
    private final ConversationDriver driver;
    private final Optional<TlsClient> tls;
    private @Nullable ChannelHandlerContext ctx;
    private @Nullable CommandWriter commands;
    private @Nullable Deadline deadline;
    private boolean encrypted;

    /**
     * @param tls how to speak TLS, if the conversation may want that
     */
    ConversationHandler(SmtpConversation conversation, Timeouts timeouts, Work work, Optional<TlsClient> tls) {
        this.tls = tls;
        this.driver = new ConversationDriver(conversation, timeouts, work, new ChannelWire());
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        ctx = context;
        commands = new CommandWriter(context);
        deadline = new Deadline(context.executor(), driver::timedOut);
        driver.connected();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            ByteBuf octets = (ByteBuf) message;
            boolean goesOn = true;
            while (goesOn && octets.isReadable()) {
                goesOn = driver.received(octets.readByte());
            }
            if (driver.isSecuring() && octets.isReadable()) {
                driver.injected();
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        driver.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        driver.disconnected("the server closed the connection");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        driver.failed(cause);
        close(context);
    }

    /** There may be more to do, or nothing any more. */
    void wake() {
        driver.wake();
    }

    /** Whether the conversation has ended; for any thread. */
    boolean isOver() {
        return driver.isOver();
    }

    /** Closes the channel and tells nobody. */
    void drop() {
        driver.drop();
    }

    /** Whether closing succeeds is of no interest: the conversation has ended either way. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void close(ChannelHandlerContext context) {
        context.close();
    }

    private final class ChannelWire implements ConversationDriver.Wire {
        @Override
        public void command(String command) {
            commands().append(command);
        }

        @Override
        public void startTls() {
            SslHandler handler = new SslHandler(tls.orElseThrow().engine());
            // The conversation has a time limit of its own.
            handler.setHandshakeTimeoutMillis(0);
            encrypted = true;
            context().pipeline().addFirst(handler, new ChunkedWriteHandler());
            handler.handshakeFuture().addListener((Future<Channel> done) -> {
                Throwable failure = done.cause();
                if (failure == null) {
                    driver.secured();
                } else {
                    driver.failed(failure);
                }
            });
        }

        @Override
        public void message(List<WireSegment> segments) {
            commands().write();
            MessageWriter.write(context(), segments, encrypted, new MessageProgress());
        }

        @Override
        public void flush() {
            if (ctx != null) {
                commands().write();
                ctx.flush();
            }
        }

        @Override
        public void arm(Duration time) {
            deadline().arm(time);
        }

        @Override
        public void disarm() {
            deadline().disarm();
        }

        /** There is no channel yet if the conversation ends before the server is reached. */
        @Override
        public void close() {
            if (deadline != null) {
                deadline.dispose();
            }
            if (ctx != null) {
                ConversationHandler.close(ctx);
            }
        }
    }

    private final class MessageProgress implements MessageWriter.Progress {
        @Override
        public void moved() {
            driver.moved();
        }

        @Override
        public void finished() {
            driver.messageSent();
        }

        @Override
        public void failed(Throwable reason) {
            driver.failed(reason);
        }
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(ctx, "the channel is not active yet");
    }

    private CommandWriter commands() {
        return Objects.requireNonNull(commands, "the channel is not active yet");
    }

    private Deadline deadline() {
        return Objects.requireNonNull(deadline, "the channel is not active yet");
    }
}
