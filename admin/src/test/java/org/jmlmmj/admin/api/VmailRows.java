package org.jmlmmj.admin.api;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** The rows of the tables of spec 10 §4 that lists have a part in, as texts. For one thread. */
record VmailRows(Jdbi jdbi) {
    private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put("maillists", "address, domain, transport, accesspolicy, maxmsgsize, name, active");
        COLUMNS.put(
                "forwardings", "address, forwarding, domain, dest_domain, is_maillist, is_list, is_forwarding, active");
        COLUMNS.put("maillist_owners", "address, owner, domain, dest_domain");
        COLUMNS.put("moderators", "address, moderator, domain, dest_domain");
    }

    /** All rows, sorted: the table, then its columns. */
    List<String> all() {
        return jdbi.withHandle(handle -> {
            List<String> rows = new ArrayList<>();
            COLUMNS.forEach((table, columns) -> rows.addAll(handle.createQuery("SELECT " + columns + " FROM " + table)
                    .map((row, context) -> table + " " + line(row))
                    .list()));
            return rows.stream().sorted().toList();
        });
    }

    private static String line(ResultSet row) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            values.add(row.getString(i));
        }
        return String.join("|", values);
    }

    /** What went, with a minus sign, and what came, with a plus sign. */
    static List<String> difference(List<String> before, List<String> after) {
        List<String> changes = new ArrayList<>();
        before.stream().filter(row -> !after.contains(row)).forEach(row -> changes.add("- " + row));
        after.stream().filter(row -> !before.contains(row)).forEach(row -> changes.add("+ " + row));
        return changes;
    }

    /** Two domains, an alias domain, two mail users and an alias; no list. */
    void reset() {
        jdbi.useHandle(handle -> {
            for (String table : List.of("domain", "alias_domain", "alias", "mailbox")) {
                handle.execute("DELETE FROM " + table);
            }
            COLUMNS.keySet().forEach(table -> handle.execute("DELETE FROM " + table));
            handle.execute("INSERT INTO domain (domain) VALUES ('example.com'), ('example.org')");
            handle.execute(
                    "INSERT INTO alias_domain (alias_domain, target_domain) VALUES ('alias.example', 'example.com')");
            handle.execute("INSERT INTO alias (address, domain) VALUES ('alias@example.com', 'example.com')");
            for (String user : List.of("postmaster@example.com", "user@example.com")) {
                handle.execute("INSERT INTO mailbox (username, domain) VALUES (?, 'example.com')", user);
                handle.execute(
                        "INSERT INTO forwardings (address, forwarding, domain, dest_domain, is_forwarding)"
                                + " VALUES (?, ?, 'example.com', 'example.com', 1)",
                        user,
                        user);
            }
        });
    }
}
