package org.jmlmmj.send.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** All that a client says in a session with a server that takes everything, each octet one character. For one thread. */
final class SentSession {
    private final SmtpConversation conversation = SmtpConversation.ehlo("client.example");
    private final Deque<SmtpReply> replies = new ArrayDeque<>();
    private final Deque<Transaction> mails;
    private final List<String> announced;
    private final StringBuilder sent = new StringBuilder();

    private SentSession(Collection<Transaction> mails, List<String> announced) {
        this.mails = new ArrayDeque<>(mails);
        this.announced = announced;
    }

    /** The session in which these mails go to a server with these extensions. */
    static String of(Collection<Transaction> mails, List<String> announced) {
        SentSession session = new SentSession(mails, announced);
        session.replies.add(reply(220));
        session.carryOut(session.conversation.connected());
        while (!session.replies.isEmpty()) {
            session.carryOut(session.conversation.replied(session.replies.remove()));
        }
        assertThat(session.conversation.state()).isEqualTo(SmtpState.CLOSED);
        return session.sent.toString();
    }

    private static SmtpReply reply(int code, String... lines) {
        return new SmtpReply(code, lines.length == 0 ? List.of("ok") : List.of(lines));
    }

    private void carryOut(List<SmtpAction> actions) {
        boolean message = false;
        for (SmtpAction action : actions) {
            if (action instanceof SmtpAction.Send send) {
                say(send.command());
            } else if (action instanceof SmtpAction.SendMessage mail) {
                sent.append(Mails.wire(mail.segments()));
                replies.add(reply(250));
                message = true;
            } else if (action instanceof SmtpAction.Ready ready) {
                begin(ready.ahead());
            }
        }
        if (message) {
            carryOut(conversation.messageSent());
        }
    }

    private void say(String command) {
        sent.append(new String(command.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                .append("\r\n");
        if (command.startsWith("EHLO")) {
            List<String> lines = new ArrayList<>(List.of("server.example"));
            lines.addAll(announced);
            replies.add(reply(250, lines.toArray(String[]::new)));
        } else if (!command.startsWith("BDAT")) {
            // A chunk is answered when all of it is there.
            replies.add(reply(command.equals("DATA") ? 354 : command.equals("QUIT") ? 221 : 250));
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
