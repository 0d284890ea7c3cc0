package org.jmlmmj.admin.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.core.address.EmailAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What must hold on every kind of server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SqlBackendTest {
    private static final EmailAddress LIST = EmailAddress.of("list@example.com");
    private static final EmailAddress POSTMASTER = EmailAddress.of("postmaster@example.com");
    private static final EmailAddress STRANGER = EmailAddress.of("me@elsewhere.example");
    private static final EmailAddress NOBODY = EmailAddress.of("nobody@example.com");
    private static final ListFacts FACTS = new ListFacts(
            Optional.of("Übungs-\uD83E\uDD89; DROP TABLE domain;"),
            Optional.of(10_000L),
            Optional.of(ListFacts.Posting.SUBSCRIBERS),
            Optional.of(List.of(POSTMASTER, STRANGER)),
            Optional.of(List.of(STRANGER, NOBODY)));
    private static final ListFacts NOTHING =
            new ListFacts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private final TestDatabase.Kind kind;
    private TestDatabase database;
    private Jdbi jdbi;
    private Backend backend;

    SqlBackendTest(TestDatabase.Kind kind) {
        this.kind = kind;
    }

    @BeforeAll
    void start() throws Exception {
        assumeTrue(TestDatabase.isInstalled(kind));
        database = TestDatabase.start(kind);
        jdbi = database.jdbi();
        backend = Backends.open("bk_iredmail_sql", database.settings(Settings.standard()));
    }

    @AfterAll
    void stop() throws Exception {
        if (backend != null) {
            backend.close();
            database.close();
        }
    }

    @BeforeEach
    void fill() {
        jdbi.useHandle(handle -> {
            for (String table : List.of(
                    "domain",
                    "alias_domain",
                    "alias",
                    "mailbox",
                    "forwardings",
                    "maillists",
                    "maillist_owners",
                    "moderators")) {
                handle.execute("DELETE FROM " + table);
            }
            handle.execute("INSERT INTO domain (domain) VALUES ('example.com')");
            handle.execute("INSERT INTO domain (domain) VALUES ('example.org')");
            handle.execute(
                    "INSERT INTO alias_domain (alias_domain, target_domain) VALUES ('alias.example', 'example.com')");
            handle.execute("INSERT INTO mailbox (username, domain) VALUES ('postmaster@example.com', 'example.com')");
            handle.execute("INSERT INTO forwardings (address, forwarding, domain, dest_domain, is_forwarding)"
                    + " VALUES ('postmaster@example.com', 'postmaster@example.com', 'example.com', 'example.com', 1)");
            handle.execute("INSERT INTO alias (address, domain) VALUES ('alias@example.com', 'example.com')");
        });
    }

    @Test
    void list_has_the_rows_of_the_specification() throws BackendException {
        commit(backend.add(LIST, FACTS));

        assertThat(rows("SELECT address, domain, transport, accesspolicy, maxmsgsize, name, active FROM maillists"))
                .containsExactly("list@example.com|example.com|mlmmj:example.com/list|membersonly|10000|"
                        + FACTS.name().orElseThrow() + "|1");
        assertThat(rows("SELECT address, forwarding, domain, dest_domain, is_maillist, is_forwarding, active"
                        + " FROM forwardings WHERE is_maillist = 1"))
                .containsExactly("list@example.com|list@example.com|example.com|example.com|1|0|1");
        assertThat(rows("SELECT address, owner, domain, dest_domain FROM maillist_owners ORDER BY owner"))
                .containsExactly(
                        "list@example.com|me@elsewhere.example|example.com|elsewhere.example",
                        "list@example.com|postmaster@example.com|example.com|example.com");
        assertThat(rows("SELECT address, moderator, domain, dest_domain FROM moderators"))
                .containsExactly("list@example.com|me@elsewhere.example|example.com|elsewhere.example");
        assertThat(rows("SELECT mlid FROM maillists").get(0)).hasSize(36);
        assertThat(rows("SELECT 1 FROM maillists WHERE created < '2026-01-01' OR modified < '2026-01-01'"))
                .isEmpty();
        assertThat(backend.knows(LIST)).isTrue();
        assertThat(backend.lists()).containsExactly(LIST);
        assertThat(backend.activeLists()).containsExactly(LIST);
        assertThat(backend.listsOf("example.com")).containsExactly(LIST);
        assertThat(backend.listsOf("example.org")).isEmpty();
    }

    @Test
    void change_that_is_not_committed_leaves_no_row() throws BackendException {
        try (Backend.Change change = backend.add(LIST, FACTS)) {
            assertThat(change.warnings()).isEmpty();
        }

        assertThat(backend.knows(LIST)).isFalse();
        assertThat(rows("SELECT address FROM forwardings WHERE is_maillist = 1"))
                .isEmpty();
        assertThat(rows("SELECT address FROM maillist_owners")).isEmpty();
    }

    @Test
    void refuses_domain_that_is_not_here() {
        assertRefused(EmailAddress.of("list@elsewhere.example"), "NO_SUCH_DOMAIN");
    }

    @Test
    void refuses_alias_domain_and_names_the_domain() {
        assertThatThrownBy(() -> backend.add(EmailAddress.of("list@alias.example"), FACTS))
                .asInstanceOf(type(BackendException.class))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("NO_SUCH_DOMAIN"))
                .satisfies(refusal -> assertThat(refusal.warnings())
                        .singleElement()
                        .asString()
                        .contains("example.com"));
    }

    @Test
    void refuses_address_that_is_something_else() {
        assertRefused(POSTMASTER, "ALREADY_EXISTS");
        assertRefused(EmailAddress.of("alias@example.com"), "ALREADY_EXISTS");
    }

    @Test
    void refuses_more_lists_than_the_domain_may_have() throws BackendException {
        jdbi.useHandle(handle -> handle.execute("UPDATE domain SET maillists = 1 WHERE domain = 'example.com'"));
        commit(backend.add(LIST, FACTS));

        assertRefused(EmailAddress.of("second@example.com"), "EXCEEDED_DOMAIN_ACCOUNT_LIMIT");
        commit(backend.remove(LIST));
        jdbi.useHandle(handle -> handle.execute("UPDATE domain SET maillists = -1 WHERE domain = 'example.com'"));
        assertRefused(LIST, "EXCEEDED_DOMAIN_ACCOUNT_LIMIT");
        commit(backend.add(EmailAddress.of("second@example.org"), FACTS));
    }

    @Test
    void adopts_rows_that_a_front_end_wrote() throws BackendException {
        commit(backend.add(LIST, NOTHING));

        commit(backend.add(LIST, FACTS));

        assertThat(rows("SELECT accesspolicy FROM maillists")).containsExactly("membersonly");
        assertThat(rows("SELECT address FROM forwardings WHERE is_maillist = 1"))
                .hasSize(1);
    }

    @Test
    void change_leaves_alone_what_the_request_does_not_name() throws BackendException {
        commit(backend.add(LIST, FACTS));

        commit(backend.update(LIST, NOTHING));

        assertThat(rows("SELECT name, maxmsgsize, accesspolicy FROM maillists"))
                .containsExactly(FACTS.name().orElseThrow() + "|10000|membersonly");
        assertThat(rows("SELECT owner FROM maillist_owners")).hasSize(2);
    }

    @Test
    void list_may_have_owners_elsewhere_only_or_none() throws BackendException {
        commit(backend.add(LIST, FACTS));

        commit(backend.update(LIST, people(List.of(STRANGER), List.of())));

        assertThat(rows("SELECT owner FROM maillist_owners")).containsExactly("me@elsewhere.example");
        assertThat(rows("SELECT moderator FROM moderators")).isEmpty();
    }

    @Test
    void policy_of_the_table_survives_a_list_that_is_open() throws BackendException {
        commit(backend.add(LIST, FACTS));
        jdbi.useHandle(handle -> handle.execute("UPDATE maillists SET accesspolicy = 'subdomain'"));

        commit(backend.update(LIST, posting(ListFacts.Posting.EVERYBODY)));
        assertThat(rows("SELECT accesspolicy FROM maillists")).containsExactly("subdomain");

        commit(backend.update(LIST, posting(ListFacts.Posting.MODERATORS)));
        assertThat(rows("SELECT accesspolicy FROM maillists")).containsExactly("moderatorsonly");

        commit(backend.update(LIST, posting(ListFacts.Posting.EVERYBODY)));
        assertThat(rows("SELECT accesspolicy FROM maillists")).containsExactly("public");
    }

    @Test
    void removed_list_leaves_nothing_behind() throws BackendException {
        commit(backend.add(LIST, FACTS));

        commit(backend.remove(LIST));

        for (String table : List.of("maillists", "maillist_owners", "moderators")) {
            assertThat(rows("SELECT address FROM " + table)).as(table).isEmpty();
        }
        assertThat(rows("SELECT address FROM forwardings")).containsExactly("postmaster@example.com");
    }

    @Test
    void removing_what_is_no_list_touches_nobody() throws BackendException {
        commit(backend.remove(POSTMASTER));

        assertThat(rows("SELECT address FROM forwardings")).containsExactly("postmaster@example.com");
    }

    @Test
    void renamed_list_keeps_everything_else() throws BackendException {
        commit(backend.add(LIST, FACTS));
        String id = rows("SELECT mlid FROM maillists").get(0);

        commit(backend.rename(LIST, EmailAddress.of("birds@example.org")));

        assertThat(rows("SELECT address, domain, transport, mlid FROM maillists"))
                .containsExactly("birds@example.org|example.org|mlmmj:example.org/birds|" + id);
        assertThat(rows("SELECT address, forwarding, domain, dest_domain FROM forwardings WHERE is_maillist = 1"))
                .containsExactly("birds@example.org|birds@example.org|example.org|example.org");
        assertThat(rows("SELECT address, domain FROM maillist_owners")).containsOnly("birds@example.org|example.org");
        assertThatThrownBy(() -> backend.rename(EmailAddress.of("birds@example.org"), POSTMASTER))
                .asInstanceOf(type(BackendException.class))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("ALREADY_EXISTS"));
    }

    @Test
    void server_that_is_away_is_no_answer() throws Exception {
        Backend.Change change = backend.add(LIST, FACTS);
        database.kill();
        try {
            assertThatThrownBy(change::commit)
                    .asInstanceOf(type(BackendException.class))
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo("SQL_ERROR"));
            change.close();
            assertThatThrownBy(() -> backend.knows(LIST))
                    .asInstanceOf(type(BackendException.class))
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo("SQL_ERROR"));
        } finally {
            database.launch();
        }
        assertThat(backend.knows(LIST)).isFalse();
    }

    private static ListFacts posting(ListFacts.Posting posting) {
        return new ListFacts(
                Optional.empty(), Optional.empty(), Optional.of(posting), Optional.empty(), Optional.empty());
    }

    private static ListFacts people(List<EmailAddress> owners, List<EmailAddress> moderators) {
        return new ListFacts(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(owners), Optional.of(moderators));
    }

    private void assertRefused(EmailAddress list, String code) {
        assertThatThrownBy(() -> backend.add(list, FACTS))
                .asInstanceOf(type(BackendException.class))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static void commit(Backend.Change change) throws BackendException {
        try (change) {
            change.commit();
        }
    }

    private List<String> rows(String sql) {
        return jdbi.withHandle(handle -> handle.createQuery(sql)
                .map((row, context) -> {
                    StringBuilder line = new StringBuilder(row.getString(1));
                    for (int i = 2; i <= row.getMetaData().getColumnCount(); i++) {
                        line.append('|').append(row.getString(i));
                    }
                    return line.toString();
                })
                .list());
    }
}
