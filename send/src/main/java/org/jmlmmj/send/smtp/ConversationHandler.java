package org.jmlmmj.send.smtp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
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
    private @Nullable CommandWriter commands;
    private @Nullable Deadline deadline;
    private boolean carryingOut;
    private boolean reading;
    private boolean idle;
    private boolean dropped;
    private volatile boolean over;

    ConversationHandler(SmtpConversation conversation, Timeouts timeouts, Work work) {
        this.conversation = conversation;
        this.timeouts = timeouts;
        this.work = work;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        ctx = context;
        commands = new CommandWriter(context);
        deadline = new Deadline(context.executor(), () -> carryOut(conversation.timedOut()));
        carryOut(conversation.connected());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        reading = true;
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

    /** What the replies of one packet bring about leaves as one packet. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        reading = false;
        flush();
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
            carryOut(List.of(new SmtpAction.Ready(false)));
        }
    }

    /** Whether the conversation has ended; for any thread. */
    boolean isOver() {
        return over;
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
        if (!reading) {
            flush();
        }
    }

    private void flush() {
        if (ctx != null) {
            commands().write();
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
            commands().append(send.command());
        } else if (action instanceof SmtpAction.SendMessage message) {
            commands().write();
            MessageWriter.write(context(), message, new MessageProgress());
        } else if (action instanceof SmtpAction.Await await) {
            deadline().arm(timeouts.of(await.limit()));
        } else if (action instanceof SmtpAction.Report report) {
            work.done(report.recipient(), report.outcome());
        } else if (action instanceof SmtpAction.Ready ready) {
            next(ready.ahead());
        } else if (action instanceof SmtpAction.GiveBack back) {
            work.giveBack(back.transaction());
        } else if (action instanceof SmtpAction.Unbatch unbatch) {
            work.unbatch(unbatch.transaction(), unbatch.reason());
        } else if (action instanceof SmtpAction.Opened) {
            work.opened();
        } else if (action instanceof SmtpAction.Disconnect disconnect) {
            disconnect(disconnect.ending());
        }
    }

    private void next(boolean ahead) {
        Optional<Transaction> next = work.next(ahead);
        idle = !ahead && next.isEmpty() && !work.isOver();
        if (next.isPresent()) {
            pending.addAll(conversation.begin(next.get()));
        } else if (!ahead && !idle) {
            pending.addAll(conversation.finish());
        } else if (!conversation.isWaiting()) {
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
        over = true;
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
            if (conversation.isWaiting()) {
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

    private CommandWriter commands() {
        return Objects.requireNonNull(commands, "the channel is not active yet");
    }

    private Deadline deadline() {
        return Objects.requireNonNull(deadline, "the channel is not active yet");
    }

    private static String text(Throwable reason) {
        return Objects.toString(reason.getMessage(), reason.getClass().getSimpleName());
    }
}
