package org.jmlmmj.receive;

import java.util.Optional;
import org.jmlmmj.core.address.Ascii;
import org.jmlmmj.core.spool.Cookie;
import org.jmlmmj.core.subscriber.Version;

/**
 * What somebody asks of the list by the address a mail came to (spec 02 §6). Immutable and thread-safe.
 */
public sealed interface ListCommand {
    /** A command of whoever knows a secret; who sends it does not matter. */
    sealed interface ByCookie extends ListCommand {
        /** The secret. */
        Cookie cookie();
    }

    /** Wants to join. */
    record Subscribe(Version version) implements ListCommand {}

    /** Confirms a wish to join. */
    record ConfirmSubscription(Version version, Cookie cookie) implements ByCookie {}

    /** Wants to leave; all versions, whatever the word. */
    record Unsubscribe() implements ListCommand {}

    /** Confirms a wish to leave: one version, or all if it is missing. */
    record ConfirmUnsubscription(Optional<Version> version, Cookie cookie) implements ByCookie {}

    /** A mail of the list came back. */
    record Bounce(String parameter) implements ListCommand {}

    /** A moderator releases a post. */
    record Release(Cookie cookie) implements ByCookie {}

    /** A moderator rejects a post. */
    record Reject(Cookie cookie) implements ByCookie {}

    /** A gatekeeper permits a subscription. */
    record Permit(Cookie cookie) implements ByCookie {}

    /** A gatekeeper refuses a subscription. */
    record Obstruct(Cookie cookie) implements ByCookie {}

    /** Wants to know how the list is used. */
    record Help() implements ListCommand {}

    /** Wants the frequently asked questions. */
    record Faq() implements ListCommand {}

    /** Wants an old post. */
    record Get(long index) implements ListCommand {}

    /** An owner wants the list of subscribers. */
    record ListSubscribers() implements ListCommand {}

    /**
     * Reads a command, in any ASCII case. The parameter keeps its own: bounce addresses and cookies fold theirs as they need.
     *
     * @param extension what stands behind the delimiter of the recipient address
     * @return empty if there is no such command, or its parameter has a wrong form
     */
    static Optional<ListCommand> parse(String extension) {
        String word = Ascii.lowerCase(extension);
        return switch (word) {
            case "subscribe" -> Optional.of(new Subscribe(Version.NORMAL));
            case "subscribe-digest" -> Optional.of(new Subscribe(Version.DIGEST));
            case "subscribe-nomail" -> Optional.of(new Subscribe(Version.NOMAIL));
            case "subscribe-both" -> Optional.of(new Subscribe(Version.BOTH));
            case "unsubscribe", "unsubscribe-digest", "unsubscribe-nomail" -> Optional.of(new Unsubscribe());
            case "help" -> Optional.of(new Help());
            case "faq" -> Optional.of(new Faq());
            case "list" -> Optional.of(new ListSubscribers());
            default -> parseWithParameter(extension, word);
        };
    }

    private static Optional<ListCommand> parseWithParameter(String extension, String word) {
        int hyphen = extension.indexOf('-');
        if (hyphen < 0) {
            return Optional.empty();
        }
        String parameter = extension.substring(hyphen + 1);
        return switch (word.substring(0, hyphen)) {
            case "confsub" -> confirmSubscription(parameter);
            case "confunsub" -> confirmUnsubscription(parameter);
            case "bounces" -> parameter.indexOf('/') < 0 ? Optional.of(new Bounce(parameter)) : Optional.empty();
            case "release", "moderate" -> releaseOrPermit(parameter);
            case "reject" -> plainCookie(parameter).map(Reject::new);
            case "permit" -> plainCookie(parameter).map(Permit::new);
            case "obstruct" -> plainCookie(parameter).map(Obstruct::new);
            case "get" -> get(parameter);
            default -> Optional.empty();
        };
    }

    private static Optional<ListCommand> confirmSubscription(String parameter) {
        Version version = versionBefore(parameter).orElse(Version.NORMAL);
        return Cookie.parse(withoutVersion(parameter)).map(cookie -> new ConfirmSubscription(version, cookie));
    }

    private static Optional<ListCommand> confirmUnsubscription(String parameter) {
        Optional<Version> version = versionBefore(parameter).filter(found -> found != Version.BOTH);
        String cookie = version.isPresent() ? withoutVersion(parameter) : parameter;
        return Cookie.parse(cookie).map(parsed -> new ConfirmUnsubscription(version, parsed));
    }

    /** The version in {@code digest-COOKIE} and the like. */
    private static Optional<Version> versionBefore(String parameter) {
        for (Version version : new Version[] {Version.DIGEST, Version.NOMAIL, Version.BOTH}) {
            if (Ascii.startsWithIgnoreCase(parameter, version.word() + "-")) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    private static String withoutVersion(String parameter) {
        return versionBefore(parameter)
                .map(version -> parameter.substring(version.word().length() + 1))
                .orElse(parameter);
    }

    /** Old addresses: {@code moderate-COOKIE} releases a post, {@code moderate-subscribeCOOKIE} permits a subscription. */
    private static Optional<ListCommand> releaseOrPermit(String parameter) {
        if (Ascii.startsWithIgnoreCase(parameter, "subscribe")) {
            return plainCookie(parameter.substring("subscribe".length())).map(Permit::new);
        }
        return plainCookie(parameter).map(Release::new);
    }

    private static Optional<Cookie> plainCookie(String text) {
        return Cookie.parse(text).filter(Cookie::isPlain);
    }

    private static Optional<ListCommand> get(String parameter) {
        boolean number = !parameter.isEmpty()
                && parameter.length() <= 18
                && parameter.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Optional.of(new Get(Long.parseLong(parameter))) : Optional.empty();
    }
}
