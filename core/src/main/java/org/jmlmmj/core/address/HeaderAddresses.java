package org.jmlmmj.core.address;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;

/**
 * The addresses in the value of an address header (RFC 5322 §3.4): comments, quoted names, groups and routes are understood,
 * {@code jo at x.org} counts as {@code jo@x.org} (spec 02 §4.2). What is no address is left out, so an empty {@code <>} or
 * {@code undisclosed-recipients:;} give none. Stateless, so thread-safe.
 */
public final class HeaderAddresses {
    private static final Pattern SPOKEN_AT = Pattern.compile("[ \\t]+(?:at|@)[ \\t]+");

    private HeaderAddresses() {}

    /** The addresses of an unfolded header value in their order; empty if there are none. */
    public static List<EmailAddress> parse(String value) {
        List<EmailAddress> found = new ArrayList<>();
        for (Mailbox mailbox :
                LenientAddressParser.DEFAULT.parseAddressList(unfold(value)).flatten()) {
            String text = mailbox.getDomain() == null
                    ? SPOKEN_AT.matcher(mailbox.getLocalPart()).replaceFirst("@")
                    : quoteIfNeeded(mailbox.getLocalPart()) + "@" + mailbox.getDomain();
            EmailAddress.parse(text).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    /** The parser hands out a quoted local part without its quotes. */
    private static String quoteIfNeeded(String local) {
        if (EmailAddress.parse(local + "@x").isPresent()) {
            return local;
        }
        return '"' + local.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String unfold(String value) {
        return value.replace("\r", "").replace("\n", "");
    }
}
