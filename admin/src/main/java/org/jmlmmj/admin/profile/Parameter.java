package org.jmlmmj.admin.profile;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The parameters of a list's profile, in the order in which answers give them, each with its control file (spec 09 §7.1). */
public enum Parameter {
    CLOSE_LIST("closedlist", Form.FLAG),
    ONLY_MODERATOR_CAN_POST("modonlypost", Form.FLAG),
    ONLY_SUBSCRIBER_CAN_POST("subonlypost", Form.FLAG),
    DISABLE_SUBSCRIPTION("closedlistsub", Form.FLAG),
    DISABLE_SUBSCRIPTION_CONFIRM("nosubconfirm", Form.FLAG),
    DISABLE_DIGEST_SUBSCRIPTION("nodigestsub", Form.FLAG),
    DISABLE_DIGEST_TEXT("nodigesttext", Form.FLAG),
    DISABLE_NOMAIL_SUBSCRIPTION("nonomailsub", Form.FLAG),
    IF_MOD_SEND_ONLY_MOD_MODERATE("ifmodsendonlymodmoderate", Form.FLAG),
    MODERATED("moderated", Form.FLAG),
    MODERATE_NON_SUBSCRIBER_POST("modnonsubposts", Form.FLAG),
    DISABLE_RETRIEVING_OLD_POSTS("noget", Form.FLAG),
    ONLY_SUBSCRIBER_CAN_GET_OLD_POSTS("subonlyget", Form.FLAG),
    DISABLE_RETRIEVING_SUBSCRIBERS("nolistsubsemail", Form.FLAG),
    NOTIFY_SENDER_WHEN_MODERATED("notifymod", Form.FLAG),
    NOTIFY_OWNER_WHEN_SUB_UNSUB("notifysub", Form.FLAG),
    DISABLE_SEND_COPY_TO_SENDER("notmetoo", Form.FLAG),
    DISABLE_NOTIFY_SUBSCRIPTION_MODERATED("nosubmodmails", Form.FLAG),
    DISABLE_NOTIFY_WHEN_MISSING_LISTADDRESS("notoccdenymails", Form.FLAG),
    DISABLE_NOTIFY_WHEN_ACCESS_DENIED("noaccessdenymails", Form.FLAG),
    DISABLE_NOTIFY_WHEN_SUBSCRIBER_ONLY("nosubonlydenymails", Form.FLAG),
    DISABLE_NOTIFY_WHEN_MODERATOR_ONLY("nomodonlydenymails", Form.FLAG),
    DISABLE_NOTIFY_WHEN_EXCEEDING_MAX_MAIL_SIZE("nomaxmailsizedenymails", Form.FLAG),
    DISABLE_ARCHIVE("noarchive", Form.FLAG),
    TOCC("tocc", Form.FLAG),
    REPLY_TO_SENDER("replyto", Form.FLAG),
    ENABLE_NEWSLETTER_SUBSCRIPTION("enable_newsletter_subscription", Form.FLAG),
    CUSTOM_HEADERS("customheaders", Form.CUSTOM_HEADERS),
    REMOVE_HEADERS("delheaders", Form.REMOVED_HEADERS),
    EXTRA_ADDRESSES("listaddress", Form.EXTRA_ADDRESSES),
    OWNER("owner", Form.SORTED_ADDRESSES),
    OWNERS("owner", Form.SORTED_ADDRESSES),
    MAX_MESSAGE_SIZE("maxmailsize", Form.SIZE),
    SUBJECT_PREFIX("prefix", Form.LINE),
    RELAY_HOST("relayhost", Form.HOST),
    SMTP_HELO("smtphelo", Form.HOST),
    SMTP_PORT("smtpport", Form.PORT),
    NAME("name", Form.LINE),
    MODERATE_SUBSCRIPTION("submod", Form.GATE),
    MODERATORS("moderators", Form.ADDRESSES),
    SUBSCRIPTION_MODERATORS("submod", Form.GATEKEEPERS),
    FOOTER_TEXT("footer_text", Form.TEXT),
    FOOTER_HTML("footer_html", Form.TEXT);

    /** How a value is written and read. */
    enum Form {
        /** A file that is there or not. */
        FLAG,
        /** Addresses, one per line, in alphabetical order. */
        SORTED_ADDRESSES,
        /** Addresses, one per line, in the order given. */
        ADDRESSES,
        /** Whether the file of the gatekeepers is there; what it holds stays. */
        GATE,
        /** The addresses in the same file. */
        GATEKEEPERS,
        /** One line. */
        LINE,
        /** A host name or IP address on one line. */
        HOST,
        /** A port on one line. */
        PORT,
        /** A number of octets on one line. */
        SIZE,
        /** A text of several lines. */
        TEXT,
        /** Spec 09 §7.4. */
        CUSTOM_HEADERS,
        /** Spec 09 §7.5. */
        REMOVED_HEADERS,
        /** Spec 09 §7.6. */
        EXTRA_ADDRESSES
    }

    private static final Map<String, Parameter> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Parameter::parameter, Function.identity()));

    private final String control;
    private final Form form;

    Parameter(String control, Form form) {
        this.control = control;
        this.form = form;
    }

    /** The parameter of this name; names are written exactly. */
    public static Optional<Parameter> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Its name in requests and answers. */
    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of its control file. */
    public String control() {
        return control;
    }

    Form form() {
        return form;
    }
}
