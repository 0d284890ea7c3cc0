package org.jmlmmj.send.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jmlmmj.core.address.EmailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationHandlerTest {
    private static final String MAIL = "Subject: hello\n\ntext\n";

    @TempDir
    Path folder;

    private RecordingWork work(String... recipients) {
        WireImage image = Mails.image(folder, MAIL);
        RecordingWork work = new RecordingWork(List.of());
        for (String recipient : recipients) {
            work.add(Mails.transaction(0, recipient, image, false));
        }
        return work;
    }

    private static EmbeddedChannel channel(ConversationHandler handler) {
        EmbeddedChannel channel = new EmbeddedChannel(handler);
        channel.freezeTime();
        return channel;
    }

    private static ConversationHandler handler(Work work) {
        return new ConversationHandler(
                SmtpConversation.ehlo("me.example"), Timeouts.standard(), work, Optional.empty());
    }

    private static void say(EmbeddedChannel channel, String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    }

    private static String sent(EmbeddedChannel channel) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Object message = channel.readOutbound(); message != null; message = channel.readOutbound()) {
            if (message instanceof FileRegion region) {
                while (region.transferred() < region.count()) {
                    region.transferTo(Channels.newChannel(all), region.transferred());
                }
                region.release();
            } else {
                ByteBuf octets = (ByteBuf) message;
                octets.readBytes(all, octets.readableBytes());
                octets.release();
            }
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void holds_a_dialogue_however_the_network_cuts_the_replies(int octets) throws IOException {
        RecordingWork work = work("ann@a.example", "cid@c.example");
        EmbeddedChannel channel = channel(handler(work));
        String replies =
                "220 hi\r\n250-me\r\n250 ok\r\n" + "250 a\r\n250 b\r\n354 c\r\n250 d\r\n".repeat(2) + "221 bye\r\n";
        StringBuilder dialogue = new StringBuilder();
        for (int from = 0; from < replies.length(); from += octets) {
            say(channel, replies.substring(from, Math.min(replies.length(), from + octets)));
            dialogue.append(sent(channel));
        }
        assertThat(dialogue)
                .hasToString("EHLO me.example\r\n"
                        + "MAIL FROM:<news+bounces-37-ann=a.example@lists.example>\r\nRCPT TO:<ann@a.example>\r\nDATA\r\n"
                        + "Subject: hello\r\n\r\ntext\r\n.\r\n"
                        + "MAIL FROM:<news+bounces-37-cid=c.example@lists.example>\r\nRCPT TO:<cid@c.example>\r\nDATA\r\n"
                        + "Subject: hello\r\n\r\ntext\r\n.\r\nQUIT\r\n");
        assertThat(work.outcomes()).containsExactly("ann@a.example Accepted", "cid@c.example Accepted");
        assertThat(work.endings()).containsExactly(new Ending.Finished());
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void sends_a_large_mail_from_its_file_again_and_again() throws IOException {
        byte[] mail = ("Subject: x\n\n" + "0123456789\n".repeat(300_000)).getBytes(StandardCharsets.US_ASCII);
        WireImage image = Mails.image(folder, mail, 1000);
        RecordingWork work = new RecordingWork(List.of(
                Mails.transaction(0, "ann@a.example", image, true),
                Mails.transaction(1, "cid@c.example", image, true)));
        EmbeddedChannel channel = channel(handler(work));
        say(channel, "220 hi\r\n250 ok\r\n");
        String body = "\r\n" + "0123456789\r\n".repeat(300_000) + ".\r\n";
        for (String recipient : List.of("ann@a.example", "cid@c.example")) {
            say(channel, "250 a\r\n250 b\r\n");
            assertThat(sent(channel)).contains("RCPT TO:<" + recipient + ">");
            say(channel, "354 c\r\n");
            // Compared by equals: a difference of megabytes is no help to anybody.
            assertThat(sent(channel).equals("Subject: x\r\nTo: " + recipient + "\r\n" + body))
                    .isTrue();
            say(channel, "250 d\r\n");
        }
        assertThat(work.outcomes()).containsExactly("ann@a.example Accepted", "cid@c.example Accepted");
        image.close();
    }

    @Test
    void waits_without_a_time_limit_for_more_work() throws IOException {
        RecordingWork work = work().open();
        ConversationHandler handler = handler(work);
        EmbeddedChannel channel = channel(handler);
        say(channel, "220 hi\r\n250 ok\r\n");
        assertThat(sent(channel)).isEqualTo("EHLO me.example\r\n");
        channel.advanceTimeBy(1, TimeUnit.DAYS);
        channel.runScheduledPendingTasks();
        work.add(Mails.transaction(0, "ann@a.example", Mails.image(folder, MAIL), false));
        handler.wake();
        assertThat(sent(channel)).startsWith("MAIL FROM");
        handler.wake();
        assertThat(sent(channel)).isEmpty();
        say(channel, "250 a\r\n550 b\r\n250 c\r\n");
        assertThat(sent(channel)).contains("RSET");
        work.finish();
        handler.wake();
        assertThat(sent(channel)).isEqualTo("QUIT\r\n");
        assertThat(work.endings()).isEmpty();
        channel.close().syncUninterruptibly();
        assertThat(work.endings()).containsExactly(new Ending.Finished());
    }

    @Test
    void reports_any_number_of_mails_without_sending_them() {
        WireImage image = Mails.image(folder, MAIL);
        RecordingWork work = new RecordingWork(List.of());
        for (int i = 0; i < 100_000; i++) {
            work.add(Mails.transaction(i, "ann@a.example", image, false));
        }
        EmbeddedChannel channel = channel(handler(work));
        say(channel, "220 hi\r\n250-me\r\n250 SIZE 5\r\n221 bye\r\n");
        assertThat(work.outcomes()).hasSize(100_000).containsOnly("ann@a.example Oversized");
    }

    /** Says everything up to the point where the client waits for this. */
    private static EmbeddedChannel upTo(Wait wait, ConversationHandler handler) {
        EmbeddedChannel channel = channel(handler);
        List<Wait> order = List.of(Wait.GREETING, Wait.HELLO, Wait.MAIL, Wait.RCPT, Wait.DATA, Wait.DOT);
        List<String> replies = List.of("220 a\r\n", "250 b\r\n", "250 c\r\n", "250 d\r\n", "354 e\r\n");
        if (wait == Wait.RSET) {
            say(channel, "220 a\r\n250 b\r\n550 no\r\n");
        } else if (wait == Wait.QUIT) {
            say(channel, "220 a\r\n250 b\r\n250 c\r\n250 d\r\n354 e\r\n");
            say(channel, "250 f\r\n");
        } else {
            for (String reply : replies.subList(0, order.indexOf(wait))) {
                say(channel, reply);
            }
        }
        return channel;
    }

    @ParameterizedTest
    @EnumSource(
            value = Wait.class,
            names = {"GREETING", "HELLO", "MAIL", "RCPT", "DATA", "DOT", "RSET", "QUIT"})
    void gives_a_silent_server_up_exactly_when_its_time_is_over(Wait wait) {
        RecordingWork work = work("ann@a.example");
        EmbeddedChannel channel = upTo(wait, handler(work));
        channel.advanceTimeBy(wait.longest().toMillis() - 1, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();
        channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isFalse();
        assertThat(work.endings()).hasSize(1);
        assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
    }

    @Test
    void counts_every_time_anew() {
        EmbeddedChannel channel = channel(handler(work("ann@a.example")));
        for (String reply : List.of("220 a\r\n", "250 b\r\n", "250 c\r\n", "250 d\r\n", "354 e\r\n")) {
            channel.advanceTimeBy(119, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
            assertThat(channel.isOpen()).isTrue();
            say(channel, reply);
        }
        channel.advanceTimeBy(599, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void gives_a_server_up_that_takes_no_more_of_a_mail() {
        RecordingWork work = work("ann@a.example");
        List<ChannelPromise> stuck = new ArrayList<>();
        EmbeddedChannel channel = new EmbeddedChannel(
                new ChannelOutboundHandlerAdapter() {
                    @Override
                    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
                        String text = ((ByteBuf) message).toString(StandardCharsets.US_ASCII);
                        ((ByteBuf) message).release();
                        if (text.startsWith("Subject")) {
                            stuck.add(promise);
                        } else {
                            promise.setSuccess();
                        }
                    }
                },
                handler(work));
        channel.freezeTime();
        say(channel, "220 a\r\n250 b\r\n250 c\r\n250 d\r\n354 e\r\n");
        assertThat(stuck).hasSize(1);
        channel.advanceTimeBy(179, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(work.outcomes()).isEmpty();
        channel.advanceTimeBy(1, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(work.outcomes()).containsExactly("ann@a.example Lost");
    }

    @Test
    void loses_the_recipient_when_the_mail_cannot_be_written() {
        RecordingWork work = work("ann@a.example", "cid@c.example");
        EmbeddedChannel channel = new EmbeddedChannel(
                new ChannelOutboundHandlerAdapter() {
                    @Override
                    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
                        boolean mail = ((ByteBuf) message)
                                .toString(StandardCharsets.US_ASCII)
                                .startsWith("Subject");
                        ((ByteBuf) message).release();
                        if (mail) {
                            promise.setFailure(new IOException("Broken pipe"));
                        } else {
                            promise.setSuccess();
                        }
                    }
                },
                handler(work));
        say(channel, "220 a\r\n250 b\r\n250 c\r\n250 d\r\n354 e\r\n");
        assertThat(work.outcomes()).containsExactly("ann@a.example Lost");
        assertThat(work.endings()).containsExactly(new Ending.Broken("Broken pipe"));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void ends_once_when_the_server_closes() {
        RecordingWork work = work("ann@a.example");
        ConversationHandler handler = handler(work);
        EmbeddedChannel channel = channel(handler);
        say(channel, "220 a\r\n250 b\r\n250 c\r\n");
        channel.close().syncUninterruptibly();
        handler.wake();
        assertThat(work.outcomes()).containsExactly("ann@a.example Lost");
        assertThat(work.endings()).containsExactly(new Ending.Broken("the server closed the connection"));
    }

    @Test
    void leaves_a_server_that_sends_an_endless_reply() {
        RecordingWork work = work("ann@a.example");
        EmbeddedChannel channel = channel(handler(work));
        say(channel, "220 a\r\n250 b\r\n" + "2".repeat(100_000));
        assertThat(work.outcomes()).containsExactly("ann@a.example Lost");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void ignores_what_comes_after_the_end() {
        RecordingWork work = work("ann@a.example");
        EmbeddedChannel channel = channel(handler(work));
        say(channel, "554 no\r\n220 yes\r\n250 ok\r\n");
        assertThat(work.endings()).containsExactly(new Ending.Unavailable("greeting: 554 no"));
    }

    @Test
    void ends_when_something_unexpected_happens_while_it_is_woken() {
        RecordingWork work = work().open();
        ConversationHandler handler = handler(work);
        EmbeddedChannel channel = channel(handler);
        say(channel, "220 a\r\n250 b\r\n");
        Recipient ann = new Recipient(0, EmailAddress.of("ann@a.example"));
        work.add(Transaction.to(
                ann,
                recipient -> {
                    throw new IllegalStateException("no sender");
                },
                Mails.image(folder, MAIL),
                false));
        handler.wake();
        assertThat(work.endings()).hasOnlyElementsOfType(Ending.Broken.class).hasSize(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void says_nothing_to_anybody_when_it_is_dropped() {
        RecordingWork work = work("ann@a.example");
        ConversationHandler handler = handler(work);
        EmbeddedChannel channel = channel(handler);
        say(channel, "220 a\r\n250 b\r\n");
        handler.drop();
        assertThat(channel.isOpen()).isFalse();
        assertThat(work.outcomes()).isEmpty();
        assertThat(work.endings()).isEmpty();
    }
}
