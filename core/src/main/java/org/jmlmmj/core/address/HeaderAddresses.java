package org.jmlmmj.core.address;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.mime4j.dom.address.AddressList;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.mime4j.stream.ParserCursor;
import org.apache.james.mime4j.util.ByteSequence;
import org.apache.james.mime4j.util.ContentUtil;

/**
 * The addresses in the value of an address header (RFC 5322 §3.4): comments, quoted names, groups and routes are understood,
 * {@code jo at x.org} counts as {@code jo@x.org} (spec 02 §4.2). What is no address is left out, so an empty {@code <>} or
 * {@code undisclosed-recipients:;} give none. Stateless, so thread-safe.
 */
public final class HeaderAddresses {
    private static final String SPOKEN_AT = " at ";

    private HeaderAddresses() {}

    /** The addresses of an unfolded header value in their order; empty if there are none. */
    public static List<EmailAddress> parse(String value) {
        List<EmailAddress> found = new ArrayList<>();
        // Not the parser's method for text: it takes the number of characters for that of octets and cuts the last
        // address.
        ByteSequence octets = ContentUtil.encode(StandardCharsets.UTF_8, unfold(value));
        AddressList parsed =
                LenientAddressParser.DEFAULT.parseAddressList(octets, new ParserCursor(0, octets.length()));
        for (Mailbox mailbox : parsed.flatten()) {
            EmailAddress.parse(text(mailbox)).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    private static String text(Mailbox mailbox) {
        String local = mailbox.getLocalPart();
        String domain = mailbox.getDomain();
        if (domain != null) {
            return (local.isEmpty() ? "" : quoteIfNeeded(local)) + "@" + domain;
        }
        int at = local.indexOf(SPOKEN_AT);
        return at < 0 ? local : local.substring(0, at) + "@" + local.substring(at + SPOKEN_AT.length());
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
