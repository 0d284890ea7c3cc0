package org.jmlmmj.admin.backend;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jmlmmj.admin.settings.Setting;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.admin.settings.SettingsException;
import org.jmlmmj.core.address.EmailAddress;

/**
 * iRedMail's tables, on MySQL, MariaDB and PostgreSQL (spec 09 §10.2, spec 10 §4). Every change is one transaction. Only rows that
 * belong to a mailing list are ever touched. Thread-safe.
 */
final class SqlBackend implements Backend {
    private final HikariDataSource connections;
    private final Jdbi jdbi;
    private final String transport;

    private SqlBackend(HikariDataSource connections, String transport) {
        this.connections = connections;
        this.jdbi = Jdbi.create(connections);
        this.transport = transport;
    }

    static SqlBackend open(Settings settings) throws SettingsException {
        return new SqlBackend(SqlServer.open(settings), settings.get(Setting.MTA_TRANSPORT_NAME));
    }

    @Override
    public boolean knows(EmailAddress list) throws BackendException {
        return ask(handle -> exists(handle, "SELECT 1 FROM maillists WHERE address = ?", list.value()));
    }

    @Override
    public List<EmailAddress> lists() throws BackendException {
        return addresses("SELECT address FROM maillists ORDER BY address");
    }

    @Override
    public List<EmailAddress> activeLists() throws BackendException {
        return addresses("SELECT address FROM maillists WHERE active = 1 ORDER BY address");
    }

    @Override
    public List<EmailAddress> listsOf(String domain) throws BackendException {
        return addresses("SELECT address FROM maillists WHERE domain = ? ORDER BY address", domain);
    }

    private List<EmailAddress> addresses(String sql, Object... values) throws BackendException {
        return ask(handle -> handle.select(sql, values).mapTo(String.class).list()).stream()
                .map(EmailAddress::parse)
                .flatMap(Optional::stream)
                .map(EmailAddress::lowerCase)
                .toList();
    }

    @Override
    public Change add(EmailAddress list, ListFacts facts) throws BackendException {
        return begin(step -> {
            Handle handle = step.handle();
            requireDomain(handle, list);
            boolean adopted = requireFree(handle, list);
            if (adopted) {
                updateRow(handle, list, facts);
            } else {
                requireRoom(handle, list);
                insertRow(handle, list, facts);
            }
            if (!exists(handle, "SELECT 1 FROM forwardings WHERE address = ? AND is_maillist = 1", list.value())) {
                handle.execute(
                        "INSERT INTO forwardings (active, address, dest_domain, domain, forwarding, is_maillist)"
                                + " VALUES (1, ?, ?, ?, ?, 1)",
                        list.value(),
                        list.domain(),
                        list.domain(),
                        list.value());
            }
            SqlPeople.store(handle, list, facts);
        });
    }

    /** Mail for a list in an alias domain would never arrive (spec 09 D43). */
    private static void requireDomain(Handle handle, EmailAddress list) throws BackendException {
        if (exists(handle, "SELECT 1 FROM domain WHERE domain = ? FOR UPDATE", list.domain())) {
            return;
        }
        Optional<String> primary = handle.select(
                        "SELECT target_domain FROM alias_domain WHERE alias_domain = ?", list.domain())
                .mapTo(String.class)
                .findFirst();
        throw primary.map(target -> BackendException.refused(
                        "NO_SUCH_DOMAIN", list.domain() + " is an alias of " + target + "; make the list there"))
                .orElseGet(() -> BackendException.refused("NO_SUCH_DOMAIN"));
    }

    /**
     * Whether the list's row is there already, as front ends that write the tables themselves ask for the folder afterwards
     * (spec 10 X8).
     *
     * @throws BackendException if the address is anything else
     */
    private boolean requireFree(Handle handle, EmailAddress list) throws BackendException {
        Optional<String> present = handle.select("SELECT transport FROM maillists WHERE address = ?", list.value())
                .mapTo(String.class)
                .findFirst();
        if ((present.isPresent() && !present.get().equals(transportOf(list)))
                || exists(handle, "SELECT 1 FROM forwardings WHERE address = ? AND is_maillist = 0", list.value())
                || exists(handle, "SELECT 1 FROM alias WHERE address = ?", list.value())
                || exists(handle, "SELECT 1 FROM mailbox WHERE username = ?", list.value())) {
            throw BackendException.refused("ALREADY_EXISTS");
        }
        return present.isPresent();
    }

    /** The row of the domain is locked, so nobody adds another one meanwhile. */
    private static void requireRoom(Handle handle, EmailAddress list) throws BackendException {
        long limit = handle.select("SELECT maillists FROM domain WHERE domain = ?", list.domain())
                .mapTo(Long.class)
                .one();
        long there = handle.select("SELECT COUNT(*) FROM maillists WHERE domain = ?", list.domain())
                .mapTo(Long.class)
                .one();
        // A negative limit is how front ends say that there must be none; then any number is too many.
        if (limit != 0 && there >= limit) {
            throw BackendException.refused("EXCEEDED_DOMAIN_ACCOUNT_LIMIT");
        }
    }

    private void insertRow(Handle handle, EmailAddress list, ListFacts facts) {
        handle.execute(
                "INSERT INTO maillists (active, address, domain, maxmsgsize, mlid, name, transport, accesspolicy,"
                        + " created, modified) VALUES (1, ?, ?, ?, ?, ?, ?, ?, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)",
                list.value(),
                list.domain(),
                facts.maxMessageSize().orElse(0L),
                UUID.randomUUID().toString(),
                facts.name().orElse(""),
                transportOf(list),
                facts.posting().map(ListFacts.Posting::policy).orElse(""));
    }

    @Override
    public Change update(EmailAddress list, ListFacts facts) throws BackendException {
        return begin(step -> {
            updateRow(step.handle(), list, facts);
            SqlPeople.store(step.handle(), list, facts);
        });
    }

    @Override
    public Change replacePeople(EmailAddress list, ListFacts facts) throws BackendException {
        return begin(step -> SqlPeople.storeAll(step.handle(), list, facts));
    }

    private static void updateRow(Handle handle, EmailAddress list, ListFacts facts) {
        List<String> columns = new ArrayList<>(List.of("modified = CURRENT_TIMESTAMP"));
        List<Object> values = new ArrayList<>();
        facts.name().ifPresent(name -> {
            columns.add("name = ?");
            values.add(name);
        });
        facts.maxMessageSize().ifPresent(size -> {
            columns.add("maxmsgsize = ?");
            values.add(size);
        });
        facts.posting().filter(posting -> maySet(handle, list, posting)).ifPresent(posting -> {
            columns.add("accesspolicy = ?");
            values.add(posting.policy());
        });
        values.add(list.value());
        handle.execute("UPDATE maillists SET " + String.join(", ", columns) + " WHERE address = ?", values.toArray());
    }

    /** Policies that only the table knows are not undone by a list that is open to everybody (spec 09 D45). */
    private static boolean maySet(Handle handle, EmailAddress list, ListFacts.Posting posting) {
        return posting != ListFacts.Posting.EVERYBODY
                || !exists(
                        handle,
                        "SELECT 1 FROM maillists WHERE address = ? AND accesspolicy IN ('domain', 'subdomain')",
                        list.value());
    }

    /** A mail user's forwardings are not a list's (spec 09 D34), and what is left of a list's people is (D49). */
    @Override
    public Change remove(EmailAddress list) throws BackendException {
        return begin(step -> {
            Handle handle = step.handle();
            handle.execute("DELETE FROM forwardings WHERE address = ? AND is_maillist = 1", list.value());
            if (exists(handle, "SELECT 1 FROM maillists WHERE address = ?", list.value())) {
                handle.execute("DELETE FROM maillists WHERE address = ?", list.value());
                SqlPeople.forget(handle, list);
            }
        });
    }

    @Override
    public Change rename(EmailAddress list, EmailAddress renamed) throws BackendException {
        return begin(step -> {
            Handle handle = step.handle();
            requireDomain(handle, renamed);
            if (requireFree(handle, renamed)) {
                throw BackendException.refused("ALREADY_EXISTS");
            }
            if (!list.domain().equals(renamed.domain())) {
                requireRoom(handle, renamed);
            }
            handle.execute(
                    "UPDATE maillists SET address = ?, domain = ?, transport = ?, modified = CURRENT_TIMESTAMP"
                            + " WHERE address = ?",
                    renamed.value(),
                    renamed.domain(),
                    transportOf(renamed),
                    list.value());
            handle.execute(
                    "UPDATE forwardings SET address = ?, forwarding = ?, domain = ?, dest_domain = ?"
                            + " WHERE address = ? AND is_maillist = 1",
                    renamed.value(),
                    renamed.value(),
                    renamed.domain(),
                    renamed.domain(),
                    list.value());
            SqlPeople.rename(handle, list, renamed);
        });
    }

    private String transportOf(EmailAddress list) {
        return transport + ":" + list.domain() + "/" + list.local();
    }

    @Override
    public void check() throws BackendException {
        ask(handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one());
    }

    @Override
    public void close() {
        connections.close();
    }

    static boolean exists(Handle handle, String sql, String value) {
        return handle.select(sql, value).mapTo(Integer.class).findFirst().isPresent();
    }

    /** A question; the answer to it is never "yes" because the server is away (spec 09 D44). */
    private <T> T ask(Question<T> question) throws BackendException {
        try (Handle handle = jdbi.open()) {
            return question.ask(handle);
        } catch (JdbiException e) {
            throw BackendException.failed("SQL_ERROR", e);
        }
    }

    private interface Question<T> {
        T ask(Handle handle);
    }

    private interface Work {
        void on(SqlChange change) throws BackendException;
    }

    private Change begin(Work work) throws BackendException {
        SqlChange change = SqlChange.begin(jdbi);
        boolean begun = false;
        try {
            work.on(change);
            begun = true;
            return change;
        } catch (JdbiException e) {
            throw BackendException.failed("SQL_ERROR", e);
        } finally {
            if (!begun) {
                change.close();
            }
        }
    }
}
