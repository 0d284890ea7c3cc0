package org.jmlmmj.admin.backend;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jmlmmj.core.address.EmailAddress;

/** The rows of a list's owners and moderators, by which front ends and the policy server know them (spec 10 §4.2). Stateless and thread-safe. */
final class SqlPeople {
    private SqlPeople() {}

    /** Makes the rows say what the facts say; what the facts leave out stays. */
    static void store(Handle handle, EmailAddress list, ListFacts facts) {
        facts.moderators()
                .map(people -> withoutStrangers(handle, list, people))
                .ifPresent(people -> replace(handle, list, "moderators", "moderator", people));
        facts.owners()
                .map(people -> withoutStrangers(handle, list, people))
                .ifPresent(people -> replace(handle, list, "maillist_owners", "owner", people));
    }

    /** The same, but whoever is named counts. */
    static void storeAll(Handle handle, EmailAddress list, ListFacts facts) {
        facts.moderators().ifPresent(people -> replace(handle, list, "moderators", "moderator", people));
        facts.owners().ifPresent(people -> replace(handle, list, "maillist_owners", "owner", people));
    }

    private static void replace(
            Handle handle, EmailAddress list, String table, String column, List<EmailAddress> people) {
        handle.execute("DELETE FROM " + table + " WHERE address = ?", list.value());
        if (people.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(
                "INSERT INTO " + table + " (address, domain, dest_domain, " + column + ") VALUES (?, ?, ?, ?)");
        for (EmailAddress person : people) {
            batch.add(list.value(), list.domain(), person.domain(), person.value());
        }
        batch.execute();
    }

    /** People of the list's own domain count only if they are there; of others nobody here can know (spec 09 §10.2). */
    private static List<EmailAddress> withoutStrangers(Handle handle, EmailAddress list, List<EmailAddress> people) {
        List<String> local = people.stream()
                .filter(person -> person.domain().equals(list.domain()))
                .map(EmailAddress::value)
                .toList();
        if (local.isEmpty()) {
            return people;
        }
        Set<String> there = new HashSet<>();
        for (String row : handle.createQuery("SELECT DISTINCT address FROM forwardings WHERE address IN (<people>)")
                .bindList("people", local)
                .mapTo(String.class)
                .list()) {
            there.add(row.toLowerCase(Locale.ROOT));
        }
        return people.stream()
                .filter(person -> !person.domain().equals(list.domain()) || there.contains(person.value()))
                .toList();
    }

    /** A list that is made later must not inherit them. */
    static void forget(Handle handle, EmailAddress list) {
        handle.execute("DELETE FROM moderators WHERE address = ?", list.value());
        handle.execute("DELETE FROM maillist_owners WHERE address = ?", list.value());
    }

    static void rename(Handle handle, EmailAddress list, EmailAddress renamed) {
        for (String table : List.of("moderators", "maillist_owners")) {
            handle.execute(
                    "UPDATE " + table + " SET address = ?, domain = ? WHERE address = ?",
                    renamed.value(),
                    renamed.domain(),
                    list.value());
        }
    }
}
