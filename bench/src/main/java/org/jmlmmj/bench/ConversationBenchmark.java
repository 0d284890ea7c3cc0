package org.jmlmmj.bench;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.Ownership;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.send.smtp.GarbledReplyException;
import org.jmlmmj.send.smtp.Recipient;
import org.jmlmmj.send.smtp.ReplyLimits;
import org.jmlmmj.send.smtp.ReplyParser;
import org.jmlmmj.send.smtp.SmtpAction;
import org.jmlmmj.send.smtp.SmtpConversation;
import org.jmlmmj.send.smtp.Transaction;
import org.jmlmmj.send.smtp.WireImage;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the conversation itself costs per recipient: replies parsed octet by octet, commands made, no network. With groups the
 * commands of a mail leave before the answer to the one before.
 *
 * <p>Trap avoided: every action is looked at and its length summed up, or the compiler would make none of the commands.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ConversationBenchmark {
    private static final int MAILS = 1000;
    private static final byte[] ANSWERS =
            "250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n354 End data with <CR><LF>.<CR><LF>\r\n250 2.0.0 Ok: queued as 4Z9BxT3\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    /** What the server announces. */
    @Param({"SIZE", "PIPELINING"})
    public String announced = "SIZE";

    private Path folder = Path.of(".");
    private List<WireImage> images = List.of();
    private final Deque<Transaction> mails = new ArrayDeque<>(MAILS);

    /** Encodes the mail. */
    @Setup
    public void prepare() throws IOException {
        folder = Files.createTempDirectory("conversation");
        Path mail = Files.writeString(folder.resolve("mail"), "Subject: owls\n\nhoot\n");
        DurableFiles files = new DurableFiles(folder, Ownership.of(folder), RandomNames.secure());
        try (FileChannel channel = FileChannel.open(mail)) {
            images = List.of(WireImage.of(channel, files));
        }
    }

    /** Removes it. */
    @TearDown
    public void remove() throws IOException {
        images.get(0).close();
        Files.delete(folder.resolve("mail"));
        Files.delete(folder);
    }

    /** A session with a thousand mails. */
    @Benchmark
    @OperationsPerInvocation(MAILS)
    public long converse() throws GarbledReplyException {
        for (int i = 0; i < MAILS; i++) {
            Recipient recipient = new Recipient(i, EmailAddress.of("subscriber" + i + "@example.net"));
            mails.add(Transaction.to(recipient, ConversationBenchmark::sender, images.get(0), false));
        }
        SmtpConversation conversation = SmtpConversation.ehlo("lists.example.org");
        ReplyParser parser = new ReplyParser(ReplyLimits.STANDARD);
        long octets = carryOut(conversation, conversation.connected());
        String opening = "220 relay.example\r\n250-relay.example\r\n250 " + announced + "\r\n";
        octets += hear(conversation, parser, opening.getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < MAILS; i++) {
            octets += hear(conversation, parser, ANSWERS);
        }
        return octets;
    }

    private static ReversePath sender(EmailAddress recipient) {
        return ReversePath.of(
                EmailAddress.of("birds+bounces-7-" + recipient.local() + "=" + recipient.domain() + "@example.org"));
    }

    private long hear(SmtpConversation conversation, ReplyParser parser, byte[] octets) throws GarbledReplyException {
        long sum = 0;
        for (byte octet : octets) {
            var reply = parser.accept(octet);
            if (reply.isPresent()) {
                sum += carryOut(conversation, conversation.replied(reply.get()));
            }
        }
        return sum;
    }

    private long carryOut(SmtpConversation conversation, List<SmtpAction> actions) {
        long sum = 0;
        for (SmtpAction action : actions) {
            if (action instanceof SmtpAction.Send send) {
                sum += send.command().length();
            } else if (action instanceof SmtpAction.SendMessage message) {
                sum += message.segments().size() + carryOut(conversation, conversation.messageSent());
            } else if (action instanceof SmtpAction.Ready ready) {
                sum += next(conversation, ready);
            } else {
                sum++;
            }
        }
        return sum;
    }

    private long next(SmtpConversation conversation, SmtpAction.Ready ready) {
        Transaction next = mails.poll();
        if (next != null) {
            return carryOut(conversation, conversation.begin(next));
        }
        return ready.ahead() ? 0 : carryOut(conversation, conversation.finish());
    }
}
