package org.jmlmmj.send.smtp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Gathers the commands that leave together, so that they become one packet. For the thread of its channel. */
final class CommandWriter {
    private static final int USUAL_OCTETS = 512;

    private final ChannelHandlerContext ctx;
    private @Nullable ByteBuf gathered;

    CommandWriter(ChannelHandlerContext ctx) {
        this.ctx = ctx;
    }

    /** Adds a command. */
    void append(String command) {
        ByteBuf octets = gathered;
        if (octets == null) {
            octets = ctx.alloc().ioBuffer(USUAL_OCTETS);
            gathered = octets;
        }
        octets.writeCharSequence(command, StandardCharsets.UTF_8);
        octets.writeByte('\r').writeByte('\n');
    }

    /** Hands everything to the channel, which the caller flushes. */
    void write() {
        ByteBuf octets = gathered;
        if (octets != null) {
            gathered = null;
            ctx.write(octets).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        }
    }
}
