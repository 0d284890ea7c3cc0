package org.jmlmmj.core.reply;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ListAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.text.ItemList;
import org.jmlmmj.core.text.ItemSource;
import org.jmlmmj.core.text.OriginalMail;
import org.jmlmmj.core.text.TextName;

/**
 * A mail that the list is to write: which text, from whom to whom, and what the text may show (spec 06 §17, 02 §8.2). The mails
 * there are come from {@link PostMails}, {@link SubscriptionMails} and {@link InfoMails}. Immutable and thread-safe.
 */
public final class AdminMail {
    private final TextName text;
    private final EmailAddress from;
    private final EmailAddress to;
    private final Optional<EmailAddress> replyTo;
    private final EmailAddress sender;
    private final List<EmailAddress> recipients;
    private final boolean isReply;
    private final Map<String, String> values;
    private final Map<ItemList, ItemSource> items;
    private final Optional<OriginalMail> original;

    private AdminMail(Builder builder) {
        this.text = builder.text;
        this.from = builder.from;
        this.to = builder.to;
        this.replyTo = builder.replyTo;
        this.sender = builder.sender;
        this.recipients = List.copyOf(builder.recipients);
        this.isReply = builder.isReply;
        this.values = Map.copyOf(builder.values);
        this.items = Map.copyOf(builder.items);
        this.original = builder.original;
    }

    /** A mail from the people who own the list, whose bounces are of no interest. */
    static Builder fromOwner(ListAddress list, TextName text, EmailAddress to) {
        return new Builder(list, list.owner(), text, to);
    }

    /** A mail from the address that helps people, whose bounces are of no interest. */
    static Builder fromHelp(ListAddress list, TextName text, EmailAddress to) {
        return new Builder(list, list.help(), text, to);
    }

    /** The name of its text. */
    public TextName text() {
        return text;
    }

    /** The address in {@code From:}. */
    public EmailAddress from() {
        return from;
    }

    /** The address in {@code To:}. */
    public EmailAddress to() {
        return to;
    }

    /** The address in {@code Reply-To:}, if there is that header. */
    public Optional<EmailAddress> replyTo() {
        return replyTo;
    }

    /** The envelope sender. */
    public ReversePath sender() {
        return ReversePath.of(sender);
    }

    /** Who gets it. */
    public List<EmailAddress> recipients() {
        return recipients;
    }

    /** Whether it answers a mail, rather than reporting something (RFC 3834 §5). */
    public boolean isReply() {
        return isReply;
    }

    /** What {@code $NAME$} means in its text, beyond what it means in every text. */
    public Map<String, String> values() {
        return values;
    }

    /** The lists its text may show. */
    public Map<ItemList, ItemSource> items() {
        return items;
    }

    /** The mail that {@code %originalmail%} shows in its text. */
    public Optional<OriginalMail> original() {
        return original;
    }

    /** An admin mail in the making. Not thread-safe. */
    static final class Builder {
        private final TextName text;
        private final EmailAddress from;
        private final EmailAddress to;
        private EmailAddress sender;
        private Optional<EmailAddress> replyTo = Optional.empty();
        private List<EmailAddress> recipients;
        private boolean isReply = true;
        private final Map<String, String> values = new HashMap<>();
        private final Map<ItemList, ItemSource> items = new EnumMap<>(ItemList.class);
        private Optional<OriginalMail> original = Optional.empty();

        private Builder(ListAddress list, EmailAddress from, TextName text, EmailAddress to) {
            this.text = text;
            this.from = from;
            this.to = to;
            this.sender = list.withExtension("bounces-help");
            this.recipients = List.of(to);
        }

        Builder replyTo(EmailAddress address) {
            this.replyTo = Optional.of(address);
            return this;
        }

        Builder sender(EmailAddress address) {
            this.sender = address;
            return this;
        }

        Builder recipients(List<EmailAddress> addresses) {
            this.recipients = addresses;
            return this;
        }

        /** Says whether the mail answers a mail; it does unless told otherwise. */
        Builder reply(boolean answersMail) {
            this.isReply = answersMail;
            return this;
        }

        Builder value(String name, String value) {
            values.put(name, value);
            return this;
        }

        Builder items(ItemList list, ItemSource source) {
            items.put(list, source);
            return this;
        }

        Builder original(OriginalMail mail) {
            this.original = Optional.of(mail);
            return this;
        }

        AdminMail build() {
            return new AdminMail(this);
        }
    }
}
