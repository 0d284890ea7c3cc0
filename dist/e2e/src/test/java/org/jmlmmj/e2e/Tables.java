package org.jmlmmj.e2e;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jmlmmj.admin.backend.TestDatabase;
import org.jmlmmj.admin.backend.TestDatabase.Kind;

/** A real SQL server with the shipped tables, the users of Postfix and of the admin API, and rows. For one thread. */
record Tables(TestDatabase server) implements Closeable {
    /** The password of both users. */
    static final String PASSWORD = "a-pass-word";

    /** Starts the server, and says where it is to the samples. */
    static Tables start(Kind kind, Place place) throws IOException {
        boolean mysql = kind == Kind.MYSQL;
        Command.find(mysql ? "mariadbd" : "pg_ctlcluster", mysql ? "mariadb-server" : "postgresql");
        try {
            Tables tables = new Tables(
                    TestDatabase.start(kind, place.installation().home().resolve("share/jmlmmj/sql")));
            place.put("127.0.0.1:" + (mysql ? 3306 : 5432), "127.0.0.1:" + tables.port())
                    .put("PASSWORD", PASSWORD);
            tables.use(handle -> createUsers(handle, mysql));
            return tables;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the SQL server starts", e);
        }
    }

    private static void createUsers(Handle handle, boolean mysql) {
        if (mysql) {
            handle.execute("CREATE USER vmail@'127.0.0.1' IDENTIFIED BY '" + PASSWORD + "'");
            handle.execute("GRANT SELECT ON vmail.* TO vmail@'127.0.0.1'");
            handle.execute("CREATE USER vmailadmin@'127.0.0.1' IDENTIFIED BY '" + PASSWORD + "'");
            handle.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON vmail.* TO vmailadmin@'127.0.0.1'");
        } else {
            handle.execute("CREATE ROLE vmail LOGIN PASSWORD '" + PASSWORD + "'");
            handle.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO vmail");
        }
    }

    /** The port on which it listens. */
    int port() {
        return server.port();
    }

    /** Does something with the tables, past all that is tested, in one transaction. */
    void use(Consumer<Handle> work) {
        server.jdbi().useTransaction(work::accept);
    }

    /** Adds a domain; with {@code relayed} this server passes its mail on. */
    void addDomain(String domain, String transport, boolean relayed, boolean active) {
        use(handle -> handle.execute(
                "INSERT INTO domain (domain, transport, backupmx, active) VALUES (?, ?, ?, ?)",
                domain,
                transport,
                relayed ? 1 : 0,
                active ? 1 : 0));
    }

    /** Adds another name of a domain. */
    void addAlias(String alias, String domain) {
        use(handle ->
                handle.execute("INSERT INTO alias_domain (alias_domain, target_domain) VALUES (?, ?)", alias, domain));
    }

    /** Adds the rows of a list that the API has not made. */
    void addList(String address) {
        String[] parts = address.split("@", 2);
        use(handle -> {
            handle.execute(
                    "INSERT INTO maillists (address, domain, transport, mlid) VALUES (?, ?, ?, ?)",
                    address,
                    parts[1],
                    "mlmmj:" + parts[1] + "/" + parts[0],
                    parts[0]);
            handle.execute(
                    "INSERT INTO forwardings (address, forwarding, domain, dest_domain, is_maillist) VALUES (?, ?, ?, ?, 1)",
                    address,
                    address,
                    parts[1],
                    parts[1]);
        });
    }

    /** Switches a list on or off. */
    void setActive(String list, boolean active) {
        use(handle -> {
            handle.execute("UPDATE maillists SET active = ? WHERE address = ?", active ? 1 : 0, list);
            handle.execute("UPDATE forwardings SET active = ? WHERE address = ?", active ? 1 : 0, list);
        });
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
