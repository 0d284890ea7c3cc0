package org.jmlmmj.send.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Plays a dialogue against the state machine, octet by octet, and compares what the client says to the octet. Lines of the
 * script begin with {@code S: } (the server says), {@code C: } (the client must have said), or are one of {@code EOF} (the
 * server closes), {@code TIMEOUT}, {@code CLOSED} (the client must have closed). Every line ends with CR LF on the wire.
 */
final class Transcript {
    private final SmtpConversation conversation;
    private final Deque<Transaction> transactions;
    private final ReplyParser parser = new ReplyParser(ReplyLimits.STANDARD);
    private final StringBuilder sent = new StringBuilder();
    private final List<String> outcomes = new ArrayList<>();
    private final List<Wait> waits = new ArrayList<>();
    private boolean messageSent;
    private boolean securing;
    private Optional<Ending> ending = Optional.empty();

    private Transcript(SmtpConversation conversation, Collection<Transaction> transactions) {
        this.conversation = conversation;
        this.transactions = new ArrayDeque<>(transactions);
    }

    /** Plays the script; when it has ended, the client must have said nothing more. */
    static Transcript play(SmtpConversation conversation, Collection<Transaction> transactions, String script) {
        Transcript transcript = new Transcript(conversation, transactions);
        transcript.carryOut(conversation.connected());
        StringBuilder expected = new StringBuilder();
        for (String line : script.split("\n", -1)) {
            if (line.startsWith("C: ")) {
                expected.append(line.substring(3)).append("\r\n");
            } else if (!line.isEmpty()) {
                transcript.expect(expected);
                transcript.happen(line);
            }
        }
        transcript.expect(expected);
        return transcript;
    }

    private void expect(StringBuilder expected) {
        assertThat(sent).hasToString(expected.toString());
        sent.setLength(0);
        expected.setLength(0);
    }

    private void happen(String line) {
        switch (line) {
            case "TLS" -> {
                assertThat(securing).isTrue();
                securing = false;
                carryOut(conversation.secured());
            }
            case "INJECTED" -> carryOut(conversation.injected());
            case "EOF" -> carryOut(conversation.disconnected("the server closed the connection"));
            case "TIMEOUT" -> carryOut(conversation.timedOut());
            case "CLOSED" -> assertThat(ending).isPresent();
            default -> {
                assertThat(line).startsWith("S: ");
                for (byte octet : (line.substring(3) + "\r\n").getBytes(StandardCharsets.UTF_8)) {
                    receive(octet);
                }
            }
        }
    }

    private void receive(byte octet) {
        try {
            parser.accept(octet).ifPresent(reply -> carryOut(conversation.replied(reply)));
        } catch (GarbledReplyException e) {
            carryOut(conversation.garbled(String.valueOf(e.getMessage())));
        }
    }

    private void carryOut(List<SmtpAction> actions) {
        for (SmtpAction action : actions) {
            assertThat(ending).as("actions after the end").isEmpty();
            if (action instanceof SmtpAction.Send send) {
                sent.append(send.command()).append("\r\n");
            } else if (action instanceof SmtpAction.SendSecret send) {
                sent.append(send.secret().line()).append("\r\n");
                assertThat(send.toString()).doesNotContain(send.secret().line());
            } else if (action instanceof SmtpAction.StartTls) {
                securing = true;
            } else if (action instanceof SmtpAction.SendMessage message) {
                sent.append(Mails.wire(message.segments()));
                messageSent = true;
            } else if (action instanceof SmtpAction.Await await) {
                waits.add(await.limit());
            } else if (action instanceof SmtpAction.Report report) {
                outcomes.add(report.recipient().address() + " " + name(report.outcome()));
            } else if (action instanceof SmtpAction.Disconnect disconnect) {
                ending = Optional.of(disconnect.ending());
            } else if (action instanceof SmtpAction.GiveBack back) {
                back.transaction().recipients().forEach(recipient -> outcomes.add(recipient.address() + " GivenBack"));
            } else if (action instanceof SmtpAction.Unbatch unbatch) {
                unbatch.transaction()
                        .recipients()
                        .forEach(recipient -> outcomes.add(recipient.address() + " Unbatched"));
            } else if (action instanceof SmtpAction.Ready ready) {
                begin(ready.ahead());
            }
        }
        if (messageSent) {
            messageSent = false;
            carryOut(conversation.messageSent());
        }
    }

    private void begin(boolean ahead) {
        Transaction next = transactions.poll();
        if (next != null) {
            carryOut(conversation.begin(next));
        } else if (!ahead) {
            carryOut(conversation.finish());
        }
    }

    private static String name(Outcome outcome) {
        return outcome instanceof Outcome.Deferred deferred
                ? "Deferred at " + deferred.step()
                : outcome.getClass().getSimpleName();
    }

    /** What was reported, as {@code ADDRESS OUTCOME}. */
    List<String> outcomes() {
        return outcomes;
    }

    /** Every time-out that was set. */
    List<Wait> waits() {
        return waits;
    }

    /** How it ended. */
    Ending ending() {
        assertThat(ending).isPresent();
        return ending.get();
    }
}
