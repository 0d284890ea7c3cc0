package org.jmlmmj.core.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every control file this software reads: name, kind, default and meaning, in one place (spec 08). The manual page table is
 * made from the same constants. Immutable and thread-safe.
 *
 * @param <T> the type of the value
 */
public final class Tunable<T> {
    private static final List<Tunable<?>> KNOWN = new ArrayList<>();

    /**
     * Header rules that decide about posts: every line, also empty ones, every octet one character, because rules are compared
     * with headers octet by octet (spec 02 §5.3).
     */
    public static final Tunable<Optional<List<String>>> ACCESS = octetLines(
            "access", "Rules on headers that allow, send, moderate, deny or discard a post; no match denies it.");

    /** Text below posts, by the name that {@code mlmmj-amime-receive} used. */
    public static final Tunable<Optional<byte[]>> AMIME_FOOTER_TEXT =
            text("amime-footer-text", "Counts as footer_text if that does not exist.");

    /** HTML below posts, by the name that {@code mlmmj-amime-receive} used. */
    public static final Tunable<Optional<byte[]>> AMIME_FOOTER_HTML =
            text("amime-footer-html", "Counts as footer_html if that does not exist.");

    /** A {@code To:} line per copy. */
    public static final Tunable<Boolean> ADDTOHDR =
            flag("addtohdr", "Each copy of a post gets a To: line with the subscriber's address. Excludes verp.");

    /** When a bouncing address is unsubscribed. */
    public static final Tunable<Long> BOUNCELIFE =
            seconds("bouncelife", 432_000, "Time after the first bounce until an address is unsubscribed.");

    /** Nobody joins or leaves by mail. */
    public static final Tunable<Boolean> CLOSEDLIST =
            flag("closedlist", "Subscribing and unsubscribing by mail are refused.");

    /** Nobody joins by mail. */
    public static final Tunable<Boolean> CLOSEDLISTSUB =
            flag("closedlistsub", "Subscribing by mail is refused; leaving is not.");

    /** How often somebody is asked to confirm. */
    public static final Tunable<Long> CONFIRMINTERVAL = seconds(
            "confirminterval", 3_600, "Time before an address that was asked by mail to confirm is asked again.");

    /** Header lines added to posts. */
    public static final Tunable<Optional<byte[]>> CUSTOMHEADERS =
            text("customheaders", "Header lines that are added to every post and digest.");

    /** Headers removed from posts. */
    public static final Tunable<Optional<List<String>>> DELHEADERS =
            entries("delheaders", "Headers that begin with one of these lines are removed from posts.");

    /** What separates the list name from an extension. */
    public static final Tunable<Optional<String>> DELIMITER =
            line("delimiter", "Separates the list name from a command in addresses. Default: +");

    /** Time between digests. */
    public static final Tunable<Long> DIGESTINTERVAL =
            seconds("digestinterval", 604_800, "Time after which a digest is due.");

    /** Posts per digest. */
    public static final Tunable<Long> DIGESTMAXMAILS =
            count("digestmaxmails", 50, "Number of posts after which a digest is due, and the most it holds.");

    /** Name by which the original misspells {@link #DIGESTMAXMAILS}. */
    public static final Tunable<Long> DIGESTMAXMAIL =
            count("digestmaxmail", 50, "Counts as digestmaxmails if only this one exists.");

    /** Octets beyond ASCII for a relay that does not offer 8BITMIME. */
    public static final Tunable<Optional<String>> EIGHTBIT = line(
            "eightbit",
            "Mails beyond ASCII for an SMTP server without 8BITMIME: convert (to quoted-printable or base64) or asis. Default: convert");

    /** The list is offered to everybody. */
    public static final Tunable<Boolean> ENABLE_NEWSLETTER_SUBSCRIPTION = flag(
            "enable_newsletter_subscription", "Web pages of iRedMail offer a subscription of the list to visitors.");

    /** Text below posts. */
    public static final Tunable<Optional<byte[]>> FOOTER =
            text("footer", "Counts as footer_text if there is no footer for text or HTML under another name.");

    /** Text below posts in plain text. */
    public static final Tunable<Optional<byte[]>> FOOTER_TEXT =
            text("footer_text", "Text added below every post in plain text. Made from footer_html if missing.");

    /** HTML below posts in HTML. */
    public static final Tunable<Optional<byte[]>> FOOTER_HTML =
            text("footer_html", "Markup added below every post in HTML. Made from footer_text if missing.");

    /** A moderator's own post is for that moderator alone. */
    public static final Tunable<Boolean> IFMODSENDONLYMODMODERATE = flag(
            "ifmodsendonlymodmoderate",
            "If a moderator's own post is held, only that moderator is asked to release it.");

    /** The addresses of the list. */
    public static final Tunable<Optional<List<String>>> LISTADDRESS = entries(
            "listaddress",
            "First line: the list's address. Every line: an address under which it gets mail. Required.");

    /** Header lines by which mail programs know the list. */
    public static final Tunable<Boolean> LISTHEADERS = flag(
            "listheaders",
            "Posts get List-Id:, List-Post:, List-Help:, List-Subscribe:, List-Unsubscribe:, List-Owner: and X-Loop: in place of those of other lists.");

    /** How often one address is answered. */
    public static final Tunable<Long> MAXANSWERS = number(
            "maxanswers",
            20,
            0,
            1_000_000,
            "Most automatic answers that one address gets within an hour; 0 is no limit. Default: 20");

    /** Largest post. */
    public static final Tunable<Optional<String>> MAXMAILSIZE = new Tunable<>(
            "maxmailsize",
            Kind.NUMBER,
            "Size in octets above which a post is denied. Default: no limit.",
            new Parsers.FirstLine());

    /** How far a post may have come. */
    public static final Tunable<Long> MAXRECEIVED = count(
            "maxreceived", 50, "Posts that have passed more mail servers (Received: headers) are put aside as loops.");

    /** Recipients per transaction with {@link #VERP}. */
    public static final Tunable<Long> MAXVERPRECIPS =
            count("maxverprecips", 100, "Recipients per SMTP transaction when verp exists.");

    /** Content that marks a mail. */
    public static final Tunable<Optional<List<String>>> MIMEDENY = entries(
            "mimedeny",
            "mlmmj-receive-strip marks mails with a part whose MIME type begins with one of these lines, for access.");

    /** Content that is removed. */
    public static final Tunable<Optional<List<String>>> MIMESTRIP =
            entries("mimestrip", "mlmmj-receive-strip removes parts whose MIME type begins with one of these lines.");

    /** Every post is held. */
    public static final Tunable<Boolean> MODERATED = flag("moderated", "Every post waits for a moderator.");

    /** Who releases posts. */
    public static final Tunable<Optional<List<String>>> MODERATORS =
            entries("moderators", "Addresses that are asked to release posts and that may post with modonlypost.");

    /** Posts of outsiders are held. */
    public static final Tunable<Boolean> MODNONSUBPOSTS =
            flag("modnonsubposts", "Posts of people who may not post are held instead of denied.");

    /** Only moderators post. */
    public static final Tunable<Boolean> MODONLYPOST = flag("modonlypost", "Only moderators may post.");

    /** How long held posts and requests live. */
    public static final Tunable<Long> MODREQLIFE =
            seconds("modreqlife", 604_800, "Time after which held posts and subscription requests are deleted.");

    /** A short description. */
    public static final Tunable<Optional<String>> NAME =
            line("name", "Short description of the list, shown in front ends.");

    /** No answer to posts that an access rule denies. */
    public static final Tunable<Boolean> NOACCESSDENYMAILS =
            flag("noaccessdenymails", "Posts denied by an access rule are dropped without an answer.");

    /** No archive. */
    public static final Tunable<Boolean> NOARCHIVE =
            flag("noarchive", "Posts are not kept after all subscribers have them. No digests then.");

    /** No digest subscriptions. */
    public static final Tunable<Boolean> NODIGESTSUB =
            flag("nodigestsub", "Subscribing to the digest by mail is refused with an answer.");

    /** Digests without a text. */
    public static final Tunable<Boolean> NODIGESTTEXT = flag("nodigesttext", "Digests have no text part in front.");

    /** No old posts by mail. */
    public static final Tunable<Boolean> NOGET = flag("noget", "Requests for old posts by mail are ignored.");

    /** No list of subscribers by mail. */
    public static final Tunable<Boolean> NOLISTSUBSEMAIL =
            flag("nolistsubsemail", "Requests of owners for the list of subscribers by mail are ignored.");

    /** Posts are not checked for loops. */
    public static final Tunable<Boolean> NOLOOPGUARD = flag(
            "noloopguard",
            "Posts are taken even if they carry this list's own List-Id: or X-Loop:, or go round in circles.");

    /** No answer to posts that are too large. */
    public static final Tunable<Boolean> NOMAXMAILSIZEDENYMAILS =
            flag("nomaxmailsizedenymails", "Posts that are too large are dropped without an answer.");

    /** No answer to posts of people who are no moderators. */
    public static final Tunable<Boolean> NOMODONLYDENYMAILS =
            flag("nomodonlydenymails", "Posts denied by modonlypost are dropped without an answer.");

    /** No subscriptions without mail. */
    public static final Tunable<Boolean> NONOMAILSUB =
            flag("nonomailsub", "Subscribing without mail delivery by mail is refused with an answer.");

    /** Name by which the original misspells {@link #NONOMAILSUB}. */
    public static final Tunable<Boolean> NOMAILSUB = flag("nomailsub", "Counts as nonomailsub.");

    /** No confirmation. */
    public static final Tunable<Boolean> NOSUBCONFIRM =
            flag("nosubconfirm", "Subscribing and unsubscribing by mail need no confirmation.");

    /** Requesters are not told to wait. */
    public static final Tunable<Boolean> NOSUBMODMAILS =
            flag("nosubmodmails", "With submod: people are not told that their request waits.");

    /** No answer to posts of people who are not subscribed. */
    public static final Tunable<Boolean> NOSUBONLYDENYMAILS =
            flag("nosubonlydenymails", "Posts denied by subonlypost are dropped without an answer.");

    /** Posters are told that their post waits. */
    public static final Tunable<Boolean> NOTIFYMOD = flag("notifymod", "Posters are told when their post is held.");

    /** Owners are told who joins and leaves. */
    public static final Tunable<Boolean> NOTIFYSUB =
            flag("notifysub", "The owner is told about every new and ended subscription.");

    /** Posters do not get their own posts. */
    public static final Tunable<Boolean> NOTMETOO = flag("notmetoo", "Posters get no copy of their own posts.");

    /** No answer to posts that do not name the list. */
    public static final Tunable<Boolean> NOTOCCDENYMAILS =
            flag("notoccdenymails", "Posts without the list's address in To: or Cc: are dropped without an answer.");

    /** Who owns the list. */
    public static final Tunable<Optional<List<String>>> OWNER =
            entries("owner", "Addresses that get mail to the owner and may ask for the list of subscribers.");

    /** Text in front of subjects. */
    public static final Tunable<Optional<String>> PREFIX =
            line("prefix", "Text put in front of the subject of posts that do not hold it yet.");

    /** Who the list is for the relay. */
    public static final Tunable<Boolean> RELAYAUTH = new Tunable<>(
            "relayauth",
            Kind.TEXT,
            "Credentials for the SMTP server: user and password in two lines, or the path of such a file, which others must not be able to read. They are sent only with TLS: relaytls counts as required then, unless it is encrypt.",
            new Parsers.Existence());

    /** How many connections a delivery opens. */
    public static final Tunable<Long> RELAYCONNECTIONS = number(
            "relayconnections",
            2,
            1,
            100,
            "Connections to the relay that one delivery uses at once, from 1 to 100. Default: 2");

    /** Where mail is handed over. */
    public static final Tunable<Optional<String>> RELAYHOST =
            line("relayhost", "Name or address of the SMTP server that takes the list's mail. Default: 127.0.0.1");

    /** Whether the way to the relay is encrypted. */
    public static final Tunable<Optional<String>> RELAYTLS = line(
            "relaytls",
            "STARTTLS with the SMTP server: off, opportunistic (if it is offered, with any certificate), encrypt (always, with any certificate) or required (always, with a certificate that is valid for relayhost). Default: off");

    /** Answers go to the author. */
    public static final Tunable<Boolean> REPLYTO =
            flag("replyto", "Posts get a Reply-To: with the author's address, in place of any other.");

    /** Who posts without moderation. */
    public static final Tunable<Optional<List<String>>> SEND =
            entries("send", "Addresses whose posts pass every restriction but the access rules.");

    /** Name in {@code EHLO}. */
    public static final Tunable<Optional<String>> SMTPHELO =
            line("smtphelo", "Name with which the list greets the SMTP server. Default: the machine's name.");

    /** Port of the SMTP server. */
    public static final Tunable<Long> SMTPPORT =
            number("smtpport", 25, 0, 65_535, "Port of the SMTP server. Default: 25");

    /** Another address for bounces. */
    public static final Tunable<Optional<String>> STATICBOUNCEADDR =
            line("staticbounceaddr", "Address below which bounces of posts come back, in place of the list's.");

    /** Subscriptions need permission. */
    public static final Tunable<Optional<List<String>>> SUBMOD = entries(
            "submod", "New subscriptions need permission from these addresses, or the owners if none is named.");

    /** Old posts for subscribers only. */
    public static final Tunable<Boolean> SUBONLYGET = flag("subonlyget", "Old posts are sent to subscribers only.");

    /** Only subscribers post. */
    public static final Tunable<Boolean> SUBONLYPOST = flag("subonlypost", "Only subscribers may post.");

    /** Posts need not name the list. */
    public static final Tunable<Boolean> TOCC =
            flag("tocc", "Posts are taken although the list's address is neither in To: nor in Cc:.");

    /** Many recipients per transaction. */
    public static final Tunable<Optional<List<String>>> VERP = octetLines(
            "verp",
            "Posts go out to many recipients per transaction; the first line, if any, is added to MAIL FROM (postfix: XVERP=-=).");

    private final String name;
    private final Kind kind;
    private final String meaning;
    private final Parser<T> parser;

    /** What a control file holds (spec 01 §5.1). */
    public enum Kind {
        /** Nothing: it counts whether the file exists. */
        FLAG,
        /** Text in its first line. */
        LINE,
        /** A number in its first line. */
        NUMBER,
        /** One entry per line. */
        LINES,
        /** Text, all of it. */
        TEXT
    }

    /** Turns a control file into a value. */
    interface Parser<T> {
        T parse(ControlFile file) throws java.io.IOException;
    }

    private Tunable(String name, Kind kind, String meaning, Parser<T> parser) {
        this.name = name;
        this.kind = kind;
        this.meaning = meaning;
        this.parser = parser;
        KNOWN.add(this);
    }

    private static Tunable<Boolean> flag(String name, String meaning) {
        return new Tunable<>(name, Kind.FLAG, meaning, new Parsers.Existence());
    }

    private static Tunable<Optional<String>> line(String name, String meaning) {
        return new Tunable<>(name, Kind.LINE, meaning, new Parsers.FirstLine());
    }

    /** Lines as they are, with their blanks, octet by octet; empty ones stay. */
    private static Tunable<Optional<List<String>>> octetLines(String name, String meaning) {
        return new Tunable<>(name, Kind.LINES, meaning, new Parsers.OctetLines());
    }

    /** Lines without the white space around them (spec 01 §5.2). */
    private static Tunable<Optional<List<String>>> entries(String name, String meaning) {
        return new Tunable<>(name, Kind.LINES, meaning, new Parsers.Entries());
    }

    private static Tunable<Optional<byte[]>> text(String name, String meaning) {
        return new Tunable<>(name, Kind.TEXT, meaning, new Parsers.Octets());
    }

    private static Tunable<Long> number(String name, long standard, long least, long most, String meaning) {
        return new Tunable<>(name, Kind.NUMBER, meaning, new Parsers.Bounded(standard, least, most));
    }

    /** A number for which 0 and less mean the default (spec 01 §5.3). */
    private static Tunable<Long> count(String name, long standard, String meaning) {
        return new Tunable<>(name, Kind.NUMBER, meaning + " Default: " + standard, new Parsers.Positive(standard));
    }

    private static Tunable<Long> seconds(String name, long standard, String meaning) {
        return new Tunable<>(
                name, Kind.NUMBER, meaning + " In seconds; default: " + standard, new Parsers.Positive(standard));
    }

    /** Every control file, in alphabetical order of the constants above. */
    public static List<Tunable<?>> known() {
        return List.copyOf(KNOWN);
    }

    /** The name of the control file. */
    public String name() {
        return name;
    }

    /** What the file holds. */
    public Kind kind() {
        return kind;
    }

    /** What it does, in one or two sentences for administrators. */
    public String meaning() {
        return meaning;
    }

    T parse(ControlFile file) throws java.io.IOException {
        return parser.parse(file);
    }

    @Override
    public String toString() {
        return name;
    }
}
