package org.jmlmmj.receive;

import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.HeaderAddresses;
import org.jmlmmj.core.address.InvalidAddressException;
import org.jmlmmj.core.address.ListAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.message.EncodedWords;
import org.jmlmmj.core.message.Header;
import org.jmlmmj.core.message.HeaderBlock;

/**
 * What the rules need to know about a mail. Immutable and thread-safe.
 *
 * @param headers its headers as received
 * @param size its octets as received
 * @param authors the addresses of all {@code From:} headers
 * @param sender the envelope sender; the null sender also if it cannot be read
 * @param hasNullSender whether the mail server said that there is none, or said nothing
 * @param extension what stands behind the delimiter of the address the mail came to; empty if nothing does
 * @param namesList whether a list address is in {@code To:} or {@code Cc:}, with or without extension
 */
public record IncomingMail(
        HeaderBlock headers,
        long size,
        List<EmailAddress> authors,
        ReversePath sender,
        boolean hasNullSender,
        String extension,
        boolean namesList) {
    /** Collects the facts about a mail. */
    public static IncomingMail of(
            HeaderBlock headers, long size, EnvelopeVariables variables, List<ListAddress> lists) {
        String envelope = variables
                .sender()
                .orElseGet(() -> headers.first("Return-Path").map(Header::text).orElse(""));
        ReversePath sender = readSender(envelope);
        boolean isEmpty = envelope.isBlank() || (sender.isEmpty() && isNullSender(envelope));
        return new IncomingMail(
                headers,
                size,
                addresses(headers, "From"),
                sender,
                isEmpty,
                extension(headers, variables, lists),
                namesList(headers, lists));
    }

    private static ReversePath readSender(String envelope) {
        try {
            return ReversePath.parse(envelope);
        } catch (InvalidAddressException e) {
            // A sender nobody can write to is still one: the mail is no bounce.
            return ReversePath.EMPTY;
        }
    }

    private static boolean isNullSender(String envelope) {
        try {
            return ReversePath.parse(envelope).isEmpty();
        } catch (InvalidAddressException e) {
            return false;
        }
    }

    private static List<EmailAddress> addresses(HeaderBlock headers, String name) {
        return headers.all(name)
                .flatMap(header -> HeaderAddresses.parse(header.text()).stream())
                .toList();
    }

    /**
     * The first source that knows the recipient decides, even if it says that there is no extension (spec 02 §4.3): the
     * environment; the topmost {@code Delivered-To:}, then {@code X-Original-To:}, as only the topmost was written by our own
     * mail server; at last the addresses the author wrote.
     */
    private static String extension(HeaderBlock headers, EnvelopeVariables variables, List<ListAddress> lists) {
        return variables
                .extension(lists.get(0).delimiter())
                .or(() -> topmost(headers, "Delivered-To", lists))
                .or(() -> topmost(headers, "X-Original-To", lists))
                .or(() -> firstMatch(addresses(headers, "To"), lists))
                .or(() -> firstMatch(addresses(headers, "Cc"), lists))
                .orElse("");
    }

    private static Optional<String> topmost(HeaderBlock headers, String name, List<ListAddress> lists) {
        return headers.first(name).flatMap(header -> firstMatch(HeaderAddresses.parse(header.text()), lists));
    }

    private static boolean namesList(HeaderBlock headers, List<ListAddress> lists) {
        return firstMatch(addresses(headers, "To"), lists).isPresent()
                || firstMatch(addresses(headers, "Cc"), lists).isPresent();
    }

    private static Optional<String> firstMatch(List<EmailAddress> recipients, List<ListAddress> lists) {
        return recipients.stream()
                .flatMap(recipient -> lists.stream().flatMap(list -> list.extensionOf(recipient).stream()))
                .findFirst();
    }

    /** The author; only a mail with exactly one gets far enough to be asked. */
    public EmailAddress author() {
        return authors.get(0);
    }

    /** The first subject, decoded; may hold any character. */
    public String subject() {
        return headers.first("Subject")
                .map(header -> EncodedWords.decode(header.text()).strip())
                .orElse("");
    }
}
