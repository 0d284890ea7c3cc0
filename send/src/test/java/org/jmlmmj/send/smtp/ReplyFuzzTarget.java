package org.jmlmmj.send.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;

/**
 * Any octets as all that a server says in a session, in which three mails are to be sent. Every recipient has one outcome at the
 * end, or was handed back; nothing is called sent that the server did not take. For one thread.
 */
public final class ReplyFuzzTarget {
    private static final ReversePath SENDER = ReversePath.of(EmailAddress.of("birds+bounces-7@example.org"));
    private static final WireImage IMAGE = image();
    private static final int MAILS = 3;

    private final SmtpConversation conversation = SmtpConversation.ehlo("client.example");
    private final ReplyParser parser = new ReplyParser(ReplyLimits.STANDARD);
    private final Deque<Transaction> mails = new ArrayDeque<>();
    private final Set<Long> settled = new HashSet<>();
    private int accepted;
    private int sent;
    private int positive;
    private boolean ended;

    private ReplyFuzzTarget() {
        for (int i = 0; i < MAILS; i++) {
            Recipient recipient = new Recipient(i, EmailAddress.of("ann" + i + "@a.example"));
            mails.add(Transaction.to(recipient, address -> SENDER, IMAGE, i % 2 == 0));
        }
    }

    private static WireImage image() {
        try {
            ByteBuffer mail = ByteBuffer.wrap("Subject: x\n\ntext\n".getBytes(StandardCharsets.US_ASCII));
            Path folder = Path.of(System.getProperty("java.io.tmpdir"));
            return WireImage.of(target -> target.write(mail), Mails.files(folder));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One input. */
    public static void fuzzerTestOneInput(byte[] octets) {
        new ReplyFuzzTarget().run(octets);
    }

    private void run(byte[] octets) {
        carryOut(conversation.connected());
        for (int i = 0; i < octets.length && !ended; i++) {
            hear(octets[i]);
        }
        if (!ended) {
            carryOut(conversation.disconnected("the end"));
        }
        assertThat(ended).isTrue();
        assertThat(settled.size() + mails.size()).isEqualTo(MAILS);
        assertThat(accepted).isLessThanOrEqualTo(Math.min(sent, positive));
    }

    private void hear(byte octet) {
        try {
            Optional<SmtpReply> reply = parser.accept(octet);
            if (reply.isPresent()) {
                positive += reply.get().isPositive() ? 1 : 0;
                carryOut(conversation.replied(reply.get()));
            }
        } catch (GarbledReplyException e) {
            carryOut(conversation.garbled(String.valueOf(e.getMessage())));
        }
    }

    private void carryOut(List<SmtpAction> actions) {
        boolean message = false;
        for (SmtpAction action : new ArrayList<>(actions)) {
            assertThat(ended).as("actions after the end").isFalse();
            if (action instanceof SmtpAction.Send send) {
                assertThat(send.command().chars()).allMatch(c -> c >= ' ' && c != 127);
            } else if (action instanceof SmtpAction.SendMessage) {
                sent++;
                message = true;
            } else if (action instanceof SmtpAction.Report report) {
                assertThat(settled.add(report.recipient().number())).isTrue();
                accepted += report.outcome() instanceof Outcome.Accepted ? 1 : 0;
            } else if (action instanceof SmtpAction.GiveBack back) {
                mails.addFirst(back.transaction());
            } else if (action instanceof SmtpAction.Disconnect) {
                ended = true;
            } else if (action instanceof SmtpAction.Ready ready) {
                begin(ready.ahead());
            }
        }
        if (message && !ended) {
            carryOut(conversation.messageSent());
        }
    }

    private void begin(boolean ahead) {
        Transaction next = mails.poll();
        if (next != null) {
            carryOut(conversation.begin(next));
        } else if (!ahead) {
            carryOut(conversation.finish());
        }
    }
}
