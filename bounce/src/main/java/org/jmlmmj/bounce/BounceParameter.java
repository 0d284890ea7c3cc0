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
        if (hyphen < 0) {
            return isIdent(text) ? Optional.of(new OfReport(text)) : Optional.empty();
        }
        String ident = text.substring(0, hyphen);
        String who = text.substring(hyphen + 1);
        return switch (ident) {
            case "confsub" -> Cookie.parse(who).map(cookie -> new OfConfirmation(true, cookie));
            case "confunsub" -> Cookie.parse(who).map(cookie -> new OfConfirmation(false, cookie));
            case "probe" -> recipient(who).map(OfProbe::new);
            default -> isIdent(ident) ? recipient(who).map(found -> new OfRecipient(ident, found)) : Optional.empty();
        };
    }

    /** Words of commands never stand for a post, nor do they go together with a report (spec 05 §3). */
    private static boolean isIdent(String text) {
        return Pattern.matches("[a-z0-9]{1,18}", text) && !Pattern.matches("confsub|confunsub|probe", text);
    }

    /** A slash would lead out of the folder of bounce records. */
    private static Optional<EmailAddress> recipient(String who) {
        return who.indexOf('/') >= 0 || who.startsWith(".") ? Optional.empty() : BounceAddress.decodeRecipient(who);
    }
}
