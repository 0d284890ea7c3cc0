package org.jmlmmj.bounce;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jmlmmj.core.address.Ascii;
import org.jmlmmj.core.address.BounceAddress;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.spool.Cookie;

/**
 * What stands behind {@code bounces-} in the address that a bounce came to (spec 05 §4.1): an identifier up to the first hyphen,
 * then the recipient or a cookie. Values are immutable and thread-safe.
 */
sealed interface BounceParameter {
    /** A mail to one recipient came back: {@code INDEX-USER=HOST}, {@code 0-USER=HOST} and {@code digest-USER=HOST} for digests. */
    record OfRecipient(String ident, EmailAddress recipient) implements BounceParameter {}

    /** A mail came back whose report names the recipients: {@code INDEX}, {@code help}. */
    record OfReport(String ident) implements BounceParameter {}

    /** A probe came back: {@code probe-USER=HOST}. */
    record OfProbe(EmailAddress recipient) implements BounceParameter {}

    /** A question whether somebody wants to join or leave came back: {@code confsub-COOKIE}, {@code confunsub-COOKIE}. */
    record OfConfirmation(boolean joins, Cookie cookie) implements BounceParameter {}

    /**
     * Reads a parameter, in any ASCII case.
     *
     * @return empty if it has another form, or names no address
     */
    static Optional<BounceParameter> parse(String parameter) {
        String text = Ascii.lowerCase(parameter);
        int hyphen = text.indexOf('-');
        String ident = hyphen < 0 ? text : text.substring(0, hyphen);
        if (!Pattern.matches("[a-z0-9]{1,18}", ident)) {
            return Optional.empty();
        }
        return hyphen < 0 ? ofReport(ident) : of(ident, text.substring(hyphen + 1));
    }

    /** A mail with this identifier came back, whose report names the recipients; empty if the word is that of a command. */
    static Optional<BounceParameter> ofReport(String ident) {
        // These never go together with an address from a report, which anybody can write (spec 05 §3).
        boolean isCommand = ident.isEmpty() || Pattern.matches("confsub|confunsub|probe", ident);
        return isCommand ? Optional.empty() : Optional.of(new OfReport(ident));
    }

    /**
     * A mail with this identifier came back.
     *
     * @param who the recipient as {@code USER=HOST}, or the cookie
     */
    static Optional<BounceParameter> of(String ident, String who) {
        return switch (ident) {
            case "confsub" -> Cookie.parse(who).map(cookie -> new OfConfirmation(true, cookie));
            case "confunsub" -> Cookie.parse(who).map(cookie -> new OfConfirmation(false, cookie));
            case "probe" -> recipient(who).map(OfProbe::new);
            default -> recipient(who).map(found -> new OfRecipient(ident, found));
        };
    }

    /** A slash would lead out of the folder of bounce records. */
    private static Optional<EmailAddress> recipient(String who) {
        return who.indexOf('/') >= 0 || who.startsWith(".") ? Optional.empty() : BounceAddress.decodeRecipient(who);
    }
}
