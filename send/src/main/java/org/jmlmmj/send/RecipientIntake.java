package org.jmlmmj.send;

import java.io.IOException;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.InvalidAddressException;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.subscriber.SubscriberLines;

/**
 * Takes recipients from lines that anybody may have written: what is no address is passed over and logged, and so never reaches the
 * network (spec 03 §5). For one thread.
 */
final class RecipientIntake {
    /** A file of junk must not fill the logs. */
    private static final int MOST_COMPLAINTS = 20;

    private final MailingList list;
    private final JournalDraft journal;
    private final Optional<EmailAddress> omit;
    private long refused;

    /**
     * @param omit who does not get the mail, in any case
     */
    RecipientIntake(MailingList list, JournalDraft journal, Optional<EmailAddress> omit) {
        this.list = list;
        this.journal = journal;
        this.omit = omit;
    }

    /** Takes every line. */
    void takeAll(SubscriberLines lines) throws IOException {
        while (lines.next()) {
            take(lines.line(), lines.file() + " line " + lines.number());
        }
        if (refused > MOST_COMPLAINTS) {
            complain((refused - MOST_COMPLAINTS) + " more lines are no addresses and get no mail");
        }
    }

    /**
     * Takes one line.
     *
     * @param place where it stands, for the log
     */
    void take(String line, String place) throws IOException {
        try {
            EmailAddress address = EmailAddress.of(line);
            if (omit.isEmpty() || !omit.get().equals(address)) {
                journal.add(address);
            }
        } catch (InvalidAddressException e) {
            refused++;
            if (refused <= MOST_COMPLAINTS) {
                complain(place + ": \"" + line + "\" " + e.getMessage() + ", gets no mail");
            }
        }
    }

    private void complain(String message) {
        list.syslog().warning(message);
        list.operationLog().write("mlmmj-send: " + Syslog.oneLine(message));
    }
}
