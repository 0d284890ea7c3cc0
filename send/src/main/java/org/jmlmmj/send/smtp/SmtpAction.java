package org.jmlmmj.send.smtp;

import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;

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

    /**
     * Send the mail with its final dot, then tell {@link SmtpConversation#messageSent}.
     *
     * @param to see {@link WireImage#segments}
     */
    record SendMessage(WireImage image, Optional<EmailAddress> to) implements SmtpAction {}

    /** From now on wait for the server for this long; tell {@link SmtpConversation#timedOut} if it does nothing. */
    record Await(Wait limit) implements SmtpAction {}

    /** This became of a recipient. */
    record Report(Recipient recipient, Outcome outcome) implements SmtpAction {}

    /** Wait for nothing; call {@link SmtpConversation#begin} or {@link SmtpConversation#finish} when there is something to do. */
    record Ready() implements SmtpAction {}

    /** Close the connection; nothing comes after this. */
    record Disconnect(Ending ending) implements SmtpAction {}
}
