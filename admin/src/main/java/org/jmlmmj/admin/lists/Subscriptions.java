package org.jmlmmj.admin.lists;

import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.spool.PendingRequest;
import org.jmlmmj.core.subscriber.KnownFiles;
import org.jmlmmj.core.subscriber.SubscriberFolder;
import org.jmlmmj.core.subscriber.SubscriberLines;
import org.jmlmmj.core.subscriber.Subscribers;
import org.jmlmmj.core.subscriber.Version;

/** Tells who is subscribed to which list, and how (spec 09 §8.6, §8.8, §8.9). Thread-safe. */
public final class Subscriptions {
    private final ListPlaces places;
    private final KnownFiles known;
    private final Syslog syslog;

    /** Those of the lists in these places. */
    public Subscriptions(ListPlaces places, KnownFiles known, Syslog syslog) {
        this.places = places;
        this.known = known;
        this.syslog = syslog;
    }

    /** Who is subscribed: addresses with versions, or addresses alone in alphabetical order. */
    public Reply read(EmailAddress list, boolean addressesOnly) throws RequestException, IOException {
        MailingList open = places.open(list);
        List<Map<String, String>> people = new ArrayList<>();
        addAll(people, open.subscribers().normal(), "normal");
        addAll(people, open.subscribers().nomail(), "nomail");
        addAll(people, open.subscribers().digest(), "digest");
        return addressesOnly
                ? Reply.of(people.stream()
                        .map(person -> String.valueOf(person.get("mail")))
                        .sorted()
                        .toList())
                : Reply.of(people);
    }

    private static void addAll(List<Map<String, String>> people, SubscriberFolder folder, String version)
            throws IOException {
        try (SubscriberLines lines = folder.lines()) {
            while (lines.next()) {
                String address = lines.line().strip().toLowerCase(Locale.ROOT);
                if (!address.isEmpty()) {
                    Map<String, String> person = new LinkedHashMap<>();
                    person.put("mail", address);
                    person.put("subscription", version);
                    people.add(person);
                }
            }
        }
    }

    /** Who was asked to confirm and has not answered, the newest first; never with the cookie, which is theirs alone. */
    public Reply pending(EmailAddress list) throws RequestException, IOException {
        List<Map<String, String>> waiting = new ArrayList<>();
        for (PendingRequest pending : places.open(list).joinConfirmations().all()) {
            Map<String, String> entry = new LinkedHashMap<>();
            entry.put("mail", pending.address().value());
            entry.put("since", pending.since().truncatedTo(ChronoUnit.SECONDS).toString());
            waiting.add(entry);
        }
        return Reply.of(waiting);
    }

    /** The word for how somebody is subscribed; empty if they are not, or the list is not there. */
    public Optional<String> version(EmailAddress list, EmailAddress person) throws IOException {
        try {
            ListDirectory directory = places.directory(list);
            return Subscribers.of(directory.path(), directory.files(), syslog::warning, known)
                    .versionOf(person)
                    .map(version -> version == Version.BOTH ? "normal" : version.word());
        } catch (RequestException e) {
            return Optional.empty();
        }
    }

    /** The lists of these that somebody is subscribed to. */
    public Reply subscribed(EmailAddress person, List<EmailAddress> lists, boolean addressesOnly) throws IOException {
        List<Map<String, String>> found = new ArrayList<>();
        for (EmailAddress list :
                lists.stream().sorted(Comparator.comparing(EmailAddress::value)).toList()) {
            Optional<String> version = version(list, person);
            if (version.isPresent()) {
                Map<String, String> entry = new LinkedHashMap<>();
                entry.put("subscription", version.get());
                entry.put("mail", list.value());
                found.add(entry);
            }
        }
        return addressesOnly
                ? Reply.of(found.stream().map(entry -> entry.get("mail")).toList())
                : Reply.of(found);
    }
}
