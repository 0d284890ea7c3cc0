package org.jmlmmj.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jmlmmj.admin.FolderTree;
import org.jmlmmj.admin.backend.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The API with a real SQL server: what it answers, and the rows that are there afterwards (spec 10 §4.5). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SqlApiTest {
    private static final JsonObject DONE = new JsonObject().put("_success", true);
    private static final String LIST = "/api/list@example.com";

    private final TestDatabase.Kind kind;
    private TestDatabase database;
    private VmailRows rows;
    private ApiFixture api;

    SqlApiTest(TestDatabase.Kind kind) {
        this.kind = kind;
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        assumeTrue(TestDatabase.isInstalled(kind));
        database = TestDatabase.start(kind);
        rows = new VmailRows(database.jdbi());
        api = ApiFixture.start(folder, database::settings);
    }

    @AfterAll
    void stop() throws Exception {
        if (api != null) {
            api.close();
        }
        if (database != null) {
            database.close();
        }
    }

    @BeforeEach
    void empty() throws Exception {
        rows.reset();
        try (Stream<Path> domains = Files.list(api.spool())) {
            for (Path domain : domains.toList()) {
                FolderTree.at(domain).delete();
            }
        }
    }

    static Stream<SqlCase> cases() {
        return Stream.of(SqlCase.profiles(), SqlCase.people(), SqlCase.members())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void request_changes_these_rows_and_no_others(SqlCase request) throws Exception {
        assertThat(api.ask("POST", LIST)).isEqualTo(DONE);
        api.ask("POST", LIST + "/subscribers", "add_subscribers", "s@x.io");
        List<String> before = rows.all();
        Map<String, String> files = FolderContent.of(api.spool());

        JsonObject answer = api.ask(
                request.endpoint().split(" ", 2)[0],
                request.path(),
                request.values().texts().toArray(String[]::new));

        assertThat(answer.getBoolean("_success"))
                .as(answer.encode())
                .isEqualTo(request.message().isEmpty());
        if (!request.message().isEmpty()) {
            assertThat(answer.getString("_msg", "(none)")).isEqualTo(request.message());
            assertThat(FolderContent.of(api.spool())).isEqualTo(files);
        }
        assertThat(VmailRows.difference(before, rows.all())).containsExactlyElementsOf(request.changes());
    }

    @Test
    void every_endpoint_has_a_case_that_succeeds_and_one_that_fails_if_it_can() {
        assertThat(cases().filter(row -> row.message().isEmpty())
                        .map(SqlCase::endpoint)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(names());
        List<String> failing = new ArrayList<>(names());
        // They answer for whatever address, and removing what is not there is a success (spec 09 D32).
        failing.removeAll(List.of(
                "GET /api/{domain}/lists", "GET /api/subscriber/{subscriber}/subscribed", "DELETE /api/{list}"));
        assertThat(cases().filter(row -> !row.message().isEmpty())
                        .map(SqlCase::endpoint)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(failing);
    }

    private List<String> names() {
        return api.endpoints().stream()
                .map(endpoint -> endpoint.method() + " " + endpoint.path())
                .toList();
    }

    @Test
    void lists_are_those_of_the_tables() throws Exception {
        api.ask("POST", LIST);
        api.ask("POST", "/api/other@example.org");
        api.ask("POST", LIST + "/subscribers", "add_subscribers", "s@x.io");

        assertThat(api.ask("GET", "/api/example.com/lists").getJsonArray("_data"))
                .containsExactly("list@example.com");
        assertThat(api.ask("GET", "/api/subscriber/s@x.io/subscribed", "query_all_lists", "yes", "email_only", "yes")
                        .getJsonArray("_data"))
                .containsExactly("list@example.com");

        database.jdbi().useHandle(handle -> handle.execute("DELETE FROM maillists WHERE address = 'list@example.com'"));

        assertThat(api.ask("GET", LIST).getString("_msg")).isEqualTo("NO_SUCH_ACCOUNT");
        assertThat(api.ask("GET", "/api/example.com/lists").getJsonArray("_data"))
                .isEmpty();
    }

    @Test
    void row_without_folder_is_no_list() throws Exception {
        api.ask("POST", LIST);
        FolderTree.at(api.list()).delete();

        assertThat(api.ask("GET", LIST).getString("_msg")).isEqualTo("NO_SUCH_ACCOUNT");
        assertThat(api.ask("POST", LIST)).isEqualTo(DONE);
        assertThat(api.ask("GET", LIST).getBoolean("_success")).isTrue();
    }

    @Test
    void limit_of_the_domain_holds() throws Exception {
        database.jdbi().useHandle(handle -> handle.execute("UPDATE domain SET maillists = 1"));
        api.ask("POST", LIST);

        assertThat(api.ask("POST", "/api/second@example.com").getString("_msg"))
                .isEqualTo("EXCEEDED_DOMAIN_ACCOUNT_LIMIT");
        assertThat(api.spool().resolve("example.com/second")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/new@example.com, name, New",
        "PUT, /api/list@example.com, name, New",
        "PUT, /api/list@example.com/owners, owners, a@x.io",
        "DELETE, /api/list@example.com, archive, yes",
        "DELETE, /api/list@example.com, archive, no",
        "POST, /api/list@example.com/change_email, new_email, birds@example.org"
    })
    void connection_lost_before_the_commit_leaves_everything_as_it_was(
            String method, String path, String name, String value, @TempDir Path folder) throws Exception {
        assertThatNothingRemainsOf(method, path, name, value, folder, database::cutConnections);
    }

    @Test
    void server_killed_before_the_commit_leaves_everything_as_it_was(@TempDir Path folder) throws Exception {
        assertThatNothingRemainsOf("PUT", LIST, "name", "New", folder, database::kill);
    }

    private void assertThatNothingRemainsOf(
            String method, String path, String name, String value, Path folder, Runnable harm) throws Exception {
        SwitchedHarm harmful = new SwitchedHarm(harm);
        try (ApiFixture own =
                ApiFixture.start(folder, database::settings, backend -> new InterferingBackend(backend, harmful))) {
            assertThat(own.ask("POST", LIST, "prefix", "[a]", "name", "Old").getBoolean("_success"))
                    .isTrue();
            List<String> before = rows.all();
            Map<String, String> files = FolderContent.of(own.list());
            harmful.isOn = true;

            JsonObject answer = own.ask(method, path, name, value, "subject_prefix", "[b]", "moderated", "yes");

            assertThat(answer.getString("_msg")).isEqualTo("SQL_ERROR");
            assertThat(own.log()).anyMatch(line -> line.contains("SQL_ERROR"));
            database.relaunchIfKilled();
            assertThat(FolderContent.of(own.list())).isEqualTo(files);
            assertThat(own.spool().resolve("example.com/new")).doesNotExist();
            assertThat(own.spool().resolve("example.org/birds")).doesNotExist();
            assertThat(rows.all()).isEqualTo(before);
        }
    }

    /** Happens once, when it is switched on. For one request at a time. */
    private static final class SwitchedHarm implements Runnable {
        private final Runnable harm;
        private volatile boolean isOn;

        SwitchedHarm(Runnable harm) {
            this.harm = harm;
        }

        @Override
        public void run() {
            if (isOn) {
                isOn = false;
                harm.run();
            }
        }
    }

    @Test
    void server_that_is_away_is_told_at_once(@TempDir Path folder) throws Exception {
        try (ApiFixture own = ApiFixture.start(folder, database::settings)) {
            own.ask("POST", LIST);
            Map<String, String> files = FolderContent.of(own.list());
            database.kill();
            try {
                assertThat(own.ask("PUT", LIST, "name", "New").getString("_msg"))
                        .isEqualTo("SQL_ERROR");
                assertThat(own.send("GET", "/health").statusCode()).isEqualTo(503);
                assertThat(own.ask("GET", LIST + "/has_subscriber/s@x.io").containsKey("_msg"))
                        .isFalse();
            } finally {
                database.relaunchIfKilled();
            }
            assertThat(FolderContent.of(own.list())).isEqualTo(files);
        }
    }

    @Test
    void file_that_cannot_be_written_leaves_the_rows_as_they_were() throws Exception {
        api.ask("POST", LIST);
        Path obstacle = Files.createDirectories(api.list().resolve("control/smtphelo/x"));
        Map<String, String> files = FolderContent.of(api.list());

        assertUnchanged("PUT", LIST, "name", "New", "owner", "a@x.io", "smtp_helo", "x.io", "moderated", "yes");

        assertThat(FolderContent.of(api.list())).isEqualTo(files);
        assertThat(obstacle).isDirectory();
    }

    @Test
    void folder_that_cannot_be_made_leaves_the_rows_as_they_were() throws Exception {
        Files.writeString(api.spool().resolve("example.com"), "in the way");

        assertUnchanged("POST", LIST);
    }

    @Test
    void list_that_cannot_be_taken_away_leaves_the_rows_as_they_were() throws Exception {
        api.ask("POST", LIST);
        Files.writeString(api.spool().resolve(".archive"), "in the way");
        Map<String, String> files = FolderContent.of(api.list());

        assertUnchanged("DELETE", LIST);
        assertUnchanged("DELETE", LIST, "archive", "no");

        assertThat(FolderContent.of(api.list())).isEqualTo(files);
    }

    @Test
    void list_that_cannot_be_moved_leaves_the_rows_as_they_were() throws Exception {
        api.ask("POST", LIST);
        Files.writeString(api.spool().resolve("example.org"), "in the way");
        Map<String, String> files = FolderContent.of(api.list());

        assertUnchanged("POST", LIST + "/change_email", "new_email", "birds@example.org");

        assertThat(FolderContent.of(api.list())).isEqualTo(files);
    }

    private void assertUnchanged(String method, String path, String... form) throws Exception {
        List<String> before = rows.all();

        assertThat(api.ask(method, path, form).getString("_msg")).isEqualTo("IO_ERROR");

        assertThat(rows.all()).isEqualTo(before);
    }

    @Test
    void of_several_who_make_the_same_list_one_wins() throws Exception {
        List<String> answers = together(8, number -> {
            JsonObject answer = api.ask("POST", LIST, "name", "List " + number, "owner", "o" + number + "@x.io");
            return answer.getBoolean("_success") ? "won " + number : answer.getString("_msg");
        });

        assertThat(answers).filteredOn(answer -> answer.startsWith("won ")).hasSize(1);
        assertThat(answers).filteredOn("ALREADY_EXISTS"::equals).hasSize(7);
        String winner = answers.stream()
                .filter(answer -> answer.startsWith("won "))
                .findFirst()
                .orElseThrow()
                .substring(4);
        assertThat(api.control("name")).isEqualTo("List " + winner + "\n");
        assertThat(api.control("owner")).isEqualTo("o" + winner + "@x.io\n");
        assertThat(rows.all())
                .contains(
                        "maillists list@example.com|example.com|mlmmj:example.com/list|membersonly|0|List " + winner
                                + "|1",
                        "maillist_owners list@example.com|o" + winner + "@x.io|example.com|x.io")
                .filteredOn(row -> row.startsWith("maillist"))
                .hasSize(2);
        try (Stream<Path> left = Files.list(api.spool().resolve("example.com"))) {
            assertThat(left).containsExactly(api.list());
        }
    }

    @Test
    void of_120_who_are_added_at_once_none_is_lost() throws Exception {
        api.ask("POST", LIST);

        List<String> answers = together(
                120,
                number -> api.ask("POST", LIST + "/subscribers", "add_subscribers", "a" + number + "@x.io")
                        .encode());

        assertThat(answers).containsOnly(DONE.encode());
        assertThat(api.ask("GET", LIST + "/subscribers", "email_only", "yes").getJsonArray("_data"))
                .hasSize(120)
                .doesNotHaveDuplicates();
    }

    private interface Request {
        String send(int number) throws Exception;
    }

    private static List<String> together(int requests, Request request) throws Exception {
        CyclicBarrier start = new CyclicBarrier(requests);
        ExecutorService clients = Executors.newFixedThreadPool(requests);
        try {
            List<Callable<String>> all = new ArrayList<>();
            for (int i = 0; i < requests; i++) {
                int number = i;
                all.add(() -> {
                    start.await();
                    return request.send(number);
                });
            }
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : clients.invokeAll(all)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            clients.shutdownNow();
        }
    }
}
