package org.jmlmmj.admin.doctor;

import java.io.IOException;
import java.util.Optional;
import org.jmlmmj.core.address.ListAddress;
import org.jmlmmj.core.list.MailingList;

/**
 * Whether the list and Postfix split addresses at the same character (spec 01 §6, 10 §5.1). Immutable and thread-safe.
 *
 * @param postfix the mail server
 */
record DelimiterCheck(Postfix postfix) implements ListCheck {
    @Override
    public String name() {
        return "delimiter";
    }

    @Override
    public void examine(MailingList list, Notes notes) throws IOException {
        ListAddress address = list.address();
        String delimiter = address.delimiter();
        notes.part("\"" + delimiter + "\" separates commands from the list's name", part -> {
            if (address.name().contains(delimiter)) {
                part.fail(
                        "the delimiter \"" + delimiter
                                + "\" is part of the list's name, so commands are not recognised",
                        "write another one into control/delimiter");
            }
            Optional<String> known = postfix.setting("recipient_delimiter");
            if (known.isPresent() && !known.get().contains(delimiter)) {
                part.fail(
                        "Postfix splits addresses at \"" + known.get() + "\", the list at \"" + delimiter
                                + "\", so mails with commands and bounces do not arrive",
                        "postconf -e recipient_delimiter=" + delimiter + " or correct control/delimiter");
            }
        });
    }
}
