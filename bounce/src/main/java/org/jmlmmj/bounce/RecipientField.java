package org.jmlmmj.bounce;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jmlmmj.core.address.EmailAddress;

/**
 * Reads {@code Final-Recipient:} and {@code Original-Recipient:}, {@code TYPE; ADDRESS} (RFC 3464 §2.3, RFC 6533 §3). Stateless, so
 * thread-safe.
 */
final class RecipientField {
    private RecipientField() {}

    /**
     * The addresses that a value may mean. It should hold no xtext any more, yet many servers pass on what they got: so the
     * address as it stands is followed by the decoded one.
     */
    static Set<EmailAddress> addresses(String value) {
        String address = bare(value.substring(value.indexOf(';') + 1));
        Set<EmailAddress> found = new LinkedHashSet<>();
        for (String form : new String[] {address, unicode(address), xtext(address), unicode(xtext(address))}) {
            if (hasOneAt(form)) {
                EmailAddress.parse(form).ifPresent(found::add);
            }
        }
        return found;
    }

    /** Without angle brackets, comments and blanks around it. */
    private static String bare(String text) {
        String address = text.strip();
        int open = address.indexOf('<');
        int close = address.indexOf('>', open);
        if (open >= 0 && close > open) {
            address = address.substring(open + 1, close);
        } else if (address.indexOf(' ') > 0) {
            address = address.substring(0, address.indexOf(' '));
        }
        return address.startsWith("mailto:") ? address.substring("mailto:".length()) : address.strip();
    }

    private static boolean hasOneAt(String text) {
        return text.indexOf('@') >= 0 && text.indexOf('@') == text.lastIndexOf('@');
    }

    /** RFC 3461 §4: {@code +} and two digits of an octet of ASCII. */
    static String xtext(String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int code = text.charAt(i) == '+' ? number(text, i + 1, i + 3) : -1;
            boolean isXtext = code > ' ' && code < 127;
            decoded.append(isXtext ? (char) code : text.charAt(i));
            i += isXtext ? 2 : 0;
        }
        return decoded.toString();
    }

    /** RFC 6533 §3: {@code \x{HEX}} stands for any character. */
    static String unicode(String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        int at = 0;
        for (int start = text.indexOf("\\x{"); start >= 0; start = text.indexOf("\\x{", at)) {
            int end = text.indexOf('}', start);
            int code = end < 0 ? -1 : number(text, start + 3, end);
            if (code <= ' ' || !Character.isValidCodePoint(code)) {
                break;
            }
            decoded.append(text, at, start).appendCodePoint(code);
            at = end + 1;
        }
        return decoded.append(text, at, text.length()).toString();
    }

    /** Upper case only, as both grammars have it: in {@code joe+ab@example.net} the + is the user's own. */
    private static int number(String text, int from, int to) {
        if (to > text.length() || to <= from || to - from > 6) {
            return -1;
        }
        for (int i = from; i < to; i++) {
            if ("0123456789ABCDEF".indexOf(text.charAt(i)) < 0) {
                return -1;
            }
        }
        return Integer.parseInt(text.substring(from, to), 16);
    }
}
