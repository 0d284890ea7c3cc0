package org.jmlmmj.send.smtp;

import java.util.List;

/** What an {@link SmtpConversation} wants done, in this order. Immutable and thread-safe. */
public sealed interface SmtpAction {
    /**
     * Send a command.
     *
     * @param command the line without CR LF
     */
    record Send(String command) implements SmtpAction {
        /** The last guard against commands smuggled in by an address or a host name: one line is one command. */
        public Send {
            for (int i = 0; i < command.length(); i++) {
                char c = command.charAt(i);
                if (c < ' ' || c == 127) {
                    throw new IllegalArgumentException("a control character in an SMTP command");
                }
            }
        }
    }

    /** Send a line, which is base64 but for a verb, and show it to nobody. */
    record SendSecret(Secret secret) implements SmtpAction {}

    /**
     * Begin to speak TLS, then tell {@link SmtpConversation#secured}. If octets have come behind the last reply already, somebody
     * has put them there in clear to have them taken for the server's words under TLS (CVE-2011-0411): tell {@link
     * SmtpConversation#injected}.
     */
    record StartTls() implements SmtpAction {}

    /** Send the mail, then tell {@link SmtpConversation#messageSent}. Further commands may follow behind it at once. */
    record SendMessage(List<WireSegment> segments) implements SmtpAction {
        /** Copies the list. */
        public SendMessage {
            segments = List.copyOf(segments);
        }
    }

    /** From now on wait for the server for this long; tell {@link SmtpConversation#timedOut} if it does nothing. */
    record Await(Wait limit) implements SmtpAction {}

    /** This became of a recipient. */
    record Report(Recipient recipient, Outcome outcome) implements SmtpAction {}

    /** Nothing of this mail has been sent, so another connection may send it. */
    record GiveBack(Transaction transaction) implements SmtpAction {}

    /** The server does not take batches: their recipients are to get the mail one by one (spec 03 §8). */
    record Unbatch(Transaction transaction, String reason) implements SmtpAction {}

    /** The session is open. */
    record Opened() implements SmtpAction {}

    /**
     * Call {@link SmtpConversation#begin} when there is another mail, or {@link SmtpConversation#finish} when there will be none.
     *
     * @param ahead whether a mail is still under way; if there is no other one now, this will be asked again
     */
    record Ready(boolean ahead) implements SmtpAction {}

    /** Close the connection; nothing comes after this. */
    record Disconnect(Ending ending) implements SmtpAction {}
}
