package org.jmlmmj.send.smtp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Drives a conversation over a channel: turns what the network does into its events and carries out its actions. Everything runs
 * on the channel's thread.
 */
final class ConversationHandler extends ChannelInboundHandlerAdapter {
    private final SmtpConversation conversation;
    private final Timeouts timeouts;
    private final Work work;
    private final ReplyParser parser = new ReplyParser(ReplyLimits.STANDARD);
    private final Deque<SmtpAction> pending = new ArrayDeque<>();
    private @Nullable ChannelHandlerContext ctx;
    private @Nullable Deadline deadline;
    private boolean carryingOut;
    private boolean idle;
    private boolean dropped;

    ConversationHandler(SmtpConversation conversation, Timeouts timeouts, Work work) {
        this.conversation = conversation;
        this.timeouts = timeouts;
        this.work = work;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        ctx = context;
        deadline = new Deadline(context.executor(), () -> carryOut(conversation.timedOut()));
        carryOut(conversation.connected());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            ByteBuf octets = (ByteBuf) message;
            while (octets.isReadable() && conversation.state() != SmtpState.CLOSED) {
                parser.accept(octets.readByte()).ifPresent(reply -> carryOut(conversation.replied(reply)));
            }
        } catch (GarbledReplyException e) {
            carryOut(conversation.garbled(text(e)));
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        carryOut(conversation.disconnected("the server closed the connection"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        carryOut(conversation.disconnected(text(cause)));
        close(context);
    }

    /** There may be more to do, or nothing any more. */
    void wake() {
        if (work.isOver()) {
            carryOut(conversation.finish());
        } else if (idle) {
            carryOut(List.of(new SmtpAction.Ready()));
        }
    }

    /** Closes the channel and tells nobody. */
    void drop() {
        dropped = true;
        if (deadline != null) {
            deadline.dispose();
        }
        if (ctx != null) {
            close(ctx);
        }
    }

    /** A loop over a queue: a recursion would grow with every mail that is reported without being sent. */
    private void carryOut(List<SmtpAction> actions) {
        pending.addAll(actions);
        if (carryingOut || dropped) {
            return;
        }
        carryingOut = true;
        try {
            carryOutPending();
        } catch (RuntimeException | Error e) {
            // Nobody above would tell the thread that waits for results, and it would wait for ever.
            pending.clear();
            pending.addAll(conversation.disconnected("unexpected failure: " + e));
            carryOutPending();
        } finally {
            carryingOut = false;
        }
        if (ctx != null) {
            ctx.flush();
        }
    }

    private void carryOutPending() {
        for (SmtpAction action = pending.poll(); action != null; action = pending.poll()) {
            carryOut(action);
        }
    }

    private void carryOut(SmtpAction action) {
        if (action instanceof SmtpAction.Send send) {
            send(send.command());
        } else if (action instanceof SmtpAction.SendMessage message) {
            MessageWriter.write(context(), message, new MessageProgress());
        } else if (action instanceof SmtpAction.Await await) {
            deadline().arm(timeouts.of(await.limit()));
        } else if (action instanceof SmtpAction.Report report) {
            work.done(report.recipient(), report.outcome());
        } else if (action instanceof SmtpAction.Ready) {
            next();
        } else if (action instanceof SmtpAction.Disconnect disconnect) {
            disconnect(disconnect.ending());
        }
    }

    private void send(String command) {
        ByteBuf line = Unpooled.wrappedBuffer((command + "\r\n").getBytes(StandardCharsets.UTF_8));
        context().write(line).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    private void next() {
        Optional<Transaction> next = work.next();
        idle = next.isEmpty() && !work.isOver();
        if (next.isPresent()) {
            pending.addAll(conversation.begin(next.get()));
        } else if (!idle) {
            pending.addAll(conversation.finish());
        } else {
            deadline().disarm();
        }
    }

    private void disconnect(Ending ending) {
        idle = false;
        if (deadline != null) {
            deadline.dispose();
        }
        if (ctx != null) {
            close(ctx);
        }
        work.ended(ending);
    }

    /** Whether closing succeeds is of no interest: the conversation has ended either way. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void close(ChannelHandlerContext context) {
        context.close();
    }

    private final class MessageProgress implements MessageWriter.Progress {
        @Override
        public void moved() {
            if (conversation.state() == SmtpState.MESSAGE) {
                deadline().arm(timeouts.of(Wait.WRITE));
            }
        }

        @Override
        public void finished() {
            carryOut(conversation.messageSent());
        }

        @Override
        public void failed(Throwable reason) {
            carryOut(conversation.disconnected(text(reason)));
        }
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(ctx, "the channel is not active yet");
    }

    private Deadline deadline() {
        return Objects.requireNonNull(deadline, "the channel is not active yet");
    }

    private static String text(Throwable reason) {
        return Objects.toString(reason.getMessage(), reason.getClass().getSimpleName());
    }
}
