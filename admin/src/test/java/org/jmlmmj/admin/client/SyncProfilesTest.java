package org.jmlmmj.admin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jmlmmj.core.cli.ExitStatus.OK;
import static org.jmlmmj.core.cli.ExitStatus.REFUSED;
import static org.jmlmmj.core.cli.ExitStatus.TEMPORARY_FAILURE;
import static org.jmlmmj.core.cli.ExitStatus.USAGE;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jmlmmj.admin.api.ApiFixture;
import org.jmlmmj.admin.backend.TestDatabase;
import org.jmlmmj.admin.settings.Setting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients of an API that itself has no backend, with a real SQL server for what the clients do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SyncProfilesTest {
    private static final String LIST = "list@example.com";

    private final TestDatabase.Kind kind;

    private TestDatabase database;

    @TempDir
    private Path folder;

    private ApiFixture api;
    private Path settings;
    private Jdbi jdbi;

    SyncProfilesTest(TestDatabase.Kind kind) {
        this.kind = kind;
    }

    @BeforeAll
    void startServer() throws Exception {
        Assumptions.assumeTrue(TestDatabase.isInstalled(kind));
        database = TestDatabase.start(kind);
    }

    @AfterAll
    void stopServer() throws Exception {
        if (database != null) {
            database.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        jdbi = database.jdbi();
        jdbi.useHandle(handle -> {
            for (String table : List.of("maillists", "maillist_owners", "moderators", "forwardings", "domain")) {
                handle.execute("DELETE FROM " + table);
            }
            handle.execute("INSERT INTO domain (domain) VALUES ('example.com')");
            handle.execute("INSERT INTO domain (domain) VALUES ('example.net')");
        });
        api = ApiFixture.start(
                folder,
                settings -> database.settings(settings)
                        .with(Setting.BACKEND_API, "bk_none")
                        .with(Setting.BACKEND_CLI, "bk_iredmail_sql"));
        settings = ClientRun.settings(folder, api.port(), """
                backend_cli: bk_iredmail_sql
                iredmail_sql_db_type: %s
                iredmail_sql_db_user: %s
                iredmail_sql_db_port: %d
                """.formatted(
                        api.settings().get(Setting.IREDMAIL_SQL_DB_TYPE),
                        api.settings().get(Setting.IREDMAIL_SQL_DB_USER),
                        database.port()));
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    private List<String> column(String sql) {
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    private ClientRun admin(String... arguments) {
        return ClientRun.admin(settings, arguments);
    }

    private ClientRun sync(String... arguments) {
        return ClientRun.sync(settings, arguments);
    }

    private void setPeople(String owners, String moderators) throws Exception {
        Files.writeString(api.list().resolve("control/owner"), owners);
        Files.writeString(api.list().resolve("control/moderators"), moderators);
    }

    @Test
    void list_that_the_client_makes_is_in_the_tables_until_it_is_deleted() throws Exception {
        assertThat(admin("create", LIST, "name=Birds", "owner=ann@example.net"))
                .isEqualTo(new ClientRun(OK, "Created.\n", ""));
        assertThat(column("SELECT CONCAT(address, ' ', transport, ' ', name) FROM maillists"))
                .containsExactly("list@example.com mlmmj:example.com/list Birds");
        assertThat(column("SELECT forwarding FROM forwardings WHERE is_maillist = 1"))
                .containsExactly(LIST);
        assertThat(column("SELECT owner FROM maillist_owners")).containsExactly("ann@example.net");

        assertThat(admin("update", LIST, "name=Owls").status()).isEqualTo(OK);
        assertThat(column("SELECT name FROM maillists")).containsExactly("Owls");

        assertThat(admin("delete", LIST, "archive=no").status()).isEqualTo(OK);
        for (String table : List.of("maillists", "maillist_owners", "moderators", "forwardings")) {
            assertThat(column("SELECT address FROM " + table)).as(table).isEmpty();
        }
        assertThat(api.list()).doesNotExist();
    }

    @Test
    void list_of_a_domain_that_is_not_in_the_tables_is_not_made_at_all() {
        ClientRun run = admin("create", "list@example.edu");

        assertThat(run.status()).isEqualTo(REFUSED);
        assertThat(run.out()).startsWith("Error: ");
        assertThat(api.spool().resolve("example.edu/list")).doesNotExist();
        assertThat(column("SELECT address FROM maillists")).isEmpty();
    }

    @Test
    void list_that_others_make_over_the_api_is_not_in_the_tables() throws Exception {
        api.ask("POST", "/api/" + LIST);

        assertThat(column("SELECT address FROM maillists")).isEmpty();
    }

    @Test
    void owners_and_moderators_of_all_lists_replace_the_rows() throws Exception {
        admin("create", LIST, "owner=old@example.net");
        setPeople("Ann@example.net\nbob@elsewhere.example\nann@example.net\n", "zoe@example.com\nno address\n");

        assertThat(sync("-A"))
                .isEqualTo(new ClientRun(
                        OK, "[OK] list@example.com: Synced owners.\n[OK] list@example.com: Synced moderators.\n", ""));

        assertThat(column("SELECT owner FROM maillist_owners ORDER BY owner"))
                .containsExactly("ann@example.net", "bob@elsewhere.example");
        assertThat(column("SELECT moderator FROM moderators")).containsExactly("zoe@example.com");
    }

    @Test
    void list_without_moderators_has_no_rows() throws Exception {
        admin("create", LIST, "moderators=ann@example.net");
        assertThat(column("SELECT moderator FROM moderators")).hasSize(1);
        setPeople("ann@example.net\n", "");

        assertThat(sync(LIST).status()).isEqualTo(OK);

        assertThat(column("SELECT moderator FROM moderators")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "example.com,                        1",
        "LIST@example.com,                   1",
        "LIST@example.com list@example.com,  1",
        "example.com second@example.net,     2",
        "EXAMPLE.net example.com,            2"
    })
    void lists_of_domains_and_by_name_are_done_once_each(String words, int lists) {
        admin("create", LIST);
        admin("create", "second@example.net");

        ClientRun run = sync(words.split(" "));

        assertThat(run.status()).isEqualTo(OK);
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .contains("Syncing " + lists + " mailing lists.")
                .filteredOn(line -> line.endsWith("Synced moderators."))
                .hasSize(lists);
        if (words.startsWith("EXAMPLE")) {
            assertThat(run.out())
                    .startsWith("Querying mailing lists under given domain(s): example.com, example.net\n");
        }
    }

    @Test
    void list_that_is_switched_off_is_done_only_if_it_is_named() throws Exception {
        admin("create", LIST);
        admin("create", "second@example.com");
        jdbi.useHandle(handle -> handle.execute("UPDATE maillists SET active = 0 WHERE address = ?", LIST));

        assertThat(sync("-A").out()).contains("second@example.com").doesNotContain(LIST);
        assertThat(sync("example.com").out())
                .contains("Syncing 1 mailing lists.", "second@example.com")
                .doesNotContain(LIST);
        assertThat(sync(LIST).out()).contains("[OK] list@example.com: Synced owners.");
    }

    @Test
    void list_without_files_is_told_and_the_others_are_done() throws Exception {
        admin("create", LIST);
        admin("create", "second@example.net");
        Files.move(api.list(), folder.resolve("away"));

        ClientRun run = sync("-A");

        assertThat(run.status()).isEqualTo(REFUSED);
        assertThat(run.out().lines())
                .containsExactlyInAnyOrder(
                        "Error while getting profile: list@example.com -> NO_SUCH_ACCOUNT",
                        "[OK] second@example.net: Synced owners.",
                        "[OK] second@example.net: Synced moderators.");
        assertThat(sync("-A", "--legacy-exit").status()).isEqualTo(OK);
    }

    @Test
    void rows_stay_when_the_new_ones_cannot_be_written() throws Exception {
        admin("create", LIST, "owner=old@example.net");
        setPeople("ann@example.net\n", "zoe@example.com\n");
        jdbi.useHandle(handle -> handle.execute("ALTER TABLE moderators RENAME TO moderators_away"));
        try {
            ClientRun run = sync("-A");

            assertThat(run.status()).isEqualTo(REFUSED);
            assertThat(run.out())
                    .isEqualTo("<<< ERROR >>> list@example.com: Failed to sync owners and moderators: SQL_ERROR\n");
            assertThat(run.err())
                    .startsWith("sync_profiles_to_db: list@example.com: ")
                    .hasLineCount(1);
            assertThat(column("SELECT owner FROM maillist_owners")).containsExactly("old@example.net");
        } finally {
            jdbi.useHandle(handle -> handle.execute("ALTER TABLE moderators_away RENAME TO moderators"));
        }
    }

    @Test
    void nothing_to_do_is_said() {
        assertThat(sync("-A").out()).isEqualTo("No mailing list found. Abort.\n");
        assertThat(sync("-A").status()).isEqualTo(REFUSED);
        assertThat(sync("example.edu").out())
                .endsWith("No valid email address(es) of mailing lists given on command line. Abort.\n");
        assertThat(sync("--legacy-exit", "example.edu").status()).isEqualTo(OK);
    }

    @Test
    void usage_is_explained() {
        assertThat(sync().status()).isEqualTo(USAGE);
        assertThat(sync("-h").out()).startsWith("Usage: sync_profiles_to_db ");
        assertThat(sync("-V").out()).startsWith("sync_profiles_to_db version ");
        assertThat(sync("-x").err()).contains("there is no option -x");
    }

    @Test
    void api_that_is_away_is_a_failure_that_may_pass() throws Exception {
        String more = Files.readString(settings);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(settings, more.replace("" + api.port(), "" + free.getLocalPort()));
        }

        assertThat(sync(LIST).status()).isEqualTo(TEMPORARY_FAILURE);
    }

    @Test
    void without_a_backend_there_is_nothing_to_sync() throws Exception {
        settings = ClientRun.settings(folder, api.port(), "");

        ClientRun run = sync("-A");

        assertThat(run.status()).isEqualTo(REFUSED);
        assertThat(run.out()).isEqualTo("mlmmjadmin is not configured to interactive with SQL/LDAP. Exit.\n");
    }
}
