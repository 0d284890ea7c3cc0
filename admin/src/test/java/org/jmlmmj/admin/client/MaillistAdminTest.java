package org.jmlmmj.admin.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jmlmmj.core.cli.ExitStatus.OK;
import static org.jmlmmj.core.cli.ExitStatus.REFUSED;
import static org.jmlmmj.core.cli.ExitStatus.TEMPORARY_FAILURE;
import static org.jmlmmj.core.cli.ExitStatus.USAGE;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.admin.api.ApiFixture;
import org.jmlmmj.core.cli.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against a running API. */
class MaillistAdminTest {
    private static final String LIST = "list@example.com";

    @TempDir
    private Path folder;

    private ApiFixture api;
    private Path settings;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start(folder, settings -> settings);
        settings = ClientRun.settings(folder, api.port(), "");
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    private ClientRun run(String... arguments) {
        return ClientRun.admin(settings, arguments);
    }

    private static ClientRun said(String out) {
        return new ClientRun(OK, out, "");
    }

    private static ClientRun refused(String code) {
        return new ClientRun(REFUSED, "Error: " + code + "\n", "maillist_admin: " + code + "\n");
    }

    @Test
    void list_is_made_with_the_values_given() throws Exception {
        assertThat(run("create", "LIST@Example.com", "name=a=b & c", "owner=ann@example.net", "moderated=yes"))
                .isEqualTo(said("Created.\n"));

        assertThat(api.control("listaddress")).isEqualTo("list@example.com\n");
        assertThat(api.control("owner")).isEqualTo("ann@example.net\n");
        assertThat(api.ask("GET", "/api/" + LIST).getJsonObject("_data").getString("name"))
                .isEqualTo("a=b & c");
        assertThat(run("create", LIST)).isEqualTo(refused("ALREADY_EXISTS"));
    }

    @Test
    void profile_is_printed_line_by_line_in_the_order_of_the_groups() {
        run("create", LIST, "name=Vögel", "footer_text=one\ntwo", "owner=zoe@example.net,ann@example.net");

        ClientRun info = run("info", LIST);

        assertThat(info.status()).isEqualTo(OK);
        assertThat(info.err()).isEmpty();
        assertThat(info.out().lines())
                .hasSize(43)
                .startsWith("close_list=no", "only_moderator_can_post=no", "only_subscriber_can_post=yes")
                .containsSubsequence(
                        "moderated=no",
                        "custom_headers=['List-Id: <list@example.com>', "
                                + info.out()
                                        .lines()
                                        .filter(line -> line.startsWith("custom_headers="))
                                        .findFirst()
                                        .orElseThrow()
                                        .split(", ", 2)[1],
                        "owner=['ann@example.net', 'zoe@example.net']",
                        "max_message_size=",
                        "name=Vögel",
                        "moderators=['postmaster@example.com']",
                        "footer_text=\"one\\ntwo\"");
    }

    @Test
    void profile_is_changed() throws Exception {
        run("create", LIST);

        assertThat(run("update", LIST, "smtp_port=10027")).isEqualTo(said("Updated.\n"));
        assertThat(api.control("smtpport")).isEqualTo("10027\n");
        assertThat(run("update", LIST, "smtp_port=99999")).isEqualTo(refused("INVALID_SMTP_PORT"));
    }

    @Test
    void unknown_parameter_is_warned_about() {
        run("create", LIST);

        ClientRun update = run("update", LIST, "nonsense=1");

        assertThat(update.out()).isEqualTo("Updated.\n");
        assertThat(update.err()).isEqualTo("maillist_admin: there is no parameter \"nonsense\"\n");
    }

    @ParameterizedTest
    @CsvSource({"archive=yes, archived", "moved=no, archived", "archive=no, without archive"})
    void removed_list_is_in_the_archive_unless_told_otherwise(String argument, String how) {
        run("create", LIST);

        assertThat(run("delete", LIST, argument).out()).isEqualTo("Removed list@example.com (" + how + ").\n");
        assertThat(api.list()).doesNotExist();
        assertThat(Files.exists(folder.resolve("archive"))).isEqualTo(how.equals("archived"));
    }

    @Test
    void subscribers_come_and_go() {
        run("create", LIST);

        assertThat(run("add_subscribers", LIST, "Ann@Example.net", "x=y@example.net", "ann@example.net"))
                .isEqualTo(said("Added.\n"));
        assertThat(run("add_subscribers", LIST, "bob@example.net", "subscription=digest", "require_confirm=no"))
                .isEqualTo(said("Added.\n"));
        assertThat(run("subscribers", LIST).out().lines())
                .containsExactlyInAnyOrder("ann@example.net", "bob@example.net", "x=y@example.net");
        assertThat(run("has_subscriber", LIST, "ANN@example.net"))
                .isEqualTo(said("[YES] Mailing list <list@example.com> has subscriber <ann@example.net>.\n"));
        assertThat(run("subscribed", "bob@example.net")).isEqualTo(said("list@example.com, '(digest)\n"));

        assertThat(run("remove_subscribers", LIST, "bob@example.net", "ann@example.net", "x=y@example.net"))
                .isEqualTo(said("Removed.\n"));
        assertThat(run("subscribers", LIST)).isEqualTo(said(""));
        assertThat(run("has_subscriber", LIST, "ann@example.net"))
                .isEqualTo(new ClientRun(
                        REFUSED,
                        "[NO] Mailing list <list@example.com> does NOT have subscriber <ann@example.net>.\n",
                        ""));
        assertThat(run("subscribed", "bob@example.net")).isEqualTo(said(""));
    }

    @Test
    void what_is_no_address_is_named_and_the_others_are_subscribed() {
        run("create", LIST);

        ClientRun added = run("add_subscribers", LIST, "ann@example.net", "nobody", "ALL");

        assertThat(added)
                .isEqualTo(
                        new ClientRun(
                                REFUSED,
                                "Added.\n",
                                "maillist_admin: nobody is no address, left out\nmaillist_admin: ALL is no address, left out\n"));
        assertThat(run("subscribers", LIST)).isEqualTo(said("ann@example.net\n"));
        assertThat(run("remove_subscribers", LIST, "ALL").out()).isEqualTo("Error: No subscribers given.\n");
        assertThat(run("subscribers", LIST)).isEqualTo(said("ann@example.net\n"));
    }

    @Test
    void thousands_are_subscribed_in_parts_and_a_person_sees_it() {
        run("create", LIST);
        List<String> arguments = new ArrayList<>(List.of("add_subscribers", LIST));
        for (int i = 0; i < 2100; i++) {
            arguments.add("member" + i + "@example.net");
        }
        String[] all = arguments.toArray(String[]::new);

        ClientRun watched = ClientRun.admin(settings, new Terminal(false, false, true), all);

        assertThat(watched).isEqualTo(new ClientRun(OK, "Added.\n", "\r1000 of 2100\r2000 of 2100\r2100 of 2100\n"));
        assertThat(run("subscribers", LIST).out()).hasLineCount(2100);
        assertThat(run(all)).isEqualTo(said("Added.\n"));
    }

    @Test
    void answers_are_printed_as_they_come_if_asked_for() {
        assertThat(run("--json", "create", LIST)).isEqualTo(said("{\"_success\":true}\n"));
        assertThat(new JsonObject(run("info", LIST, "--json").out())
                        .getJsonObject("_data")
                        .getString("tocc"))
                .isEqualTo("yes");
        assertThat(run("--json", "create", LIST))
                .isEqualTo(new ClientRun(
                        REFUSED,
                        "{\"_success\":false,\"_msg\":\"ALREADY_EXISTS\"}\n",
                        "maillist_admin: ALREADY_EXISTS\n"));
        assertThat(run("--json", "has_subscriber", LIST, "ann@example.net"))
                .isEqualTo(new ClientRun(REFUSED, "{\"_success\":false}\n", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"info", "update", "subscribers", "add_subscribers", "remove_subscribers"})
    void list_that_is_not_there_is_an_error(String action) {
        ClientRun run = run(action, LIST, "ann@example.net");

        assertThat(run).isEqualTo(refused("NO_SUCH_ACCOUNT"));
        assertThat(run("--legacy-exit", action, LIST, "ann@example.net").status())
                .isEqualTo(OK);
    }

    @Test
    void usage_is_explained() {
        assertThat(run("--help").out()).startsWith("Usage: maillist_admin ");
        assertThat(run("-V").out()).startsWith("maillist_admin version ");
        assertThat(run("create")).isEqualTo(new ClientRun(USAGE, run("-h").out(), ""));
        assertThat(run("paint", LIST).out())
                .isEqualTo(
                        "<ERROR> Invalid action: paint. Usage:\n\n" + run("-h").out());
        assertThat(run("paint", LIST).status()).isEqualTo(USAGE);
        assertThat(run("has_subscriber", LIST).status()).isEqualTo(USAGE);
        assertThat(run("--colour", "info", LIST).err()).contains("there is no option --colour");
        assertThat(run("info", LIST, "--config").status()).isEqualTo(USAGE);
        assertThat(run("--legacy-exit", "create").status()).isEqualTo(OK);
        assertThat(run("--legacy-exit", "paint", LIST).status()).isEqualTo(OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "a b@example.com", "list@example.com\nx", "list"})
    void address_that_is_none_is_refused_before_anything_is_asked(String mail) {
        ClientRun run = run("--legacy-exit", "create", mail);

        assertThat(run).isEqualTo(new ClientRun(REFUSED, "", "Invalid email address: " + mail + "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b@example.com", "a?b@example.com", "a#b@example.com", "a%2f..@example.com"})
    void address_with_signs_of_a_url_stays_one_part_of_the_path(String mail) {
        // Not escaped it would ask for another address (spec 09 D55).
        assertThat(run("info", mail))
                .satisfiesAnyOf(run -> assertThat(run).isEqualTo(refused("NO_SUCH_ACCOUNT")), run -> {
                    assertThat(run.status()).isEqualTo(TEMPORARY_FAILURE);
                    assertThat(run.err()).contains("404");
                });
        assertThat(run("info", LIST)).isEqualTo(refused("NO_SUCH_ACCOUNT"));
    }

    @Test
    void server_that_is_away_is_a_failure_that_may_pass() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings = ClientRun.settings(folder, free.getLocalPort(), "");
        }

        ClientRun run = run("--legacy-exit", "info", LIST);

        assertThat(run.status()).isEqualTo(TEMPORARY_FAILURE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("cannot be reached; is mlmmjadmin running?")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "200, <html>, is no mlmmjadmin",
        "200, {}, is no mlmmjadmin",
        "200, [], is no mlmmjadmin",
        "200, '{\"_success\":\"yes\"}', is no mlmmjadmin",
        "404, not found, answers 404: not found"
    })
    void other_server_is_told_from_an_api(int status, String body, String message) throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, body.length());
            exchange.getResponseBody().write(body.getBytes(UTF_8));
            exchange.close();
        });
        other.start();
        try {
            settings = ClientRun.settings(folder, other.getAddress().getPort(), "");
            ClientRun run = run("info", LIST);

            assertThat(run.status()).isEqualTo(TEMPORARY_FAILURE);
            assertThat(run.err()).contains(message).hasLineCount(1);
        } finally {
            other.stop(0);
        }
    }

    @Test
    void settings_without_a_token_to_send_are_refused() throws Exception {
        Files.writeString(settings, "api_auth_tokens: [ \"sha256:00\" ]\n");
        assertThat(run("--legacy-exit", "info", LIST))
                .isEqualTo(new ClientRun(
                        REFUSED, "", "maillist_admin: api_auth_tokens holds no token that a client could use\n"));

        Files.writeString(
                settings, "api_auth_tokens: [ \"" + ApiFixture.TOKEN + "\" ]\nAPI_AUTH_TOKEN_HEADER_NAME: \"a b\"\n");
        assertThat(run("info", LIST).err())
                .contains("API_AUTH_TOKEN_HEADER_NAME")
                .hasLineCount(1);

        Files.writeString(
                settings,
                "api_auth_tokens: [ \"a-token-of-somebody-else-with-many-characters\" ]\nlisten_port: " + api.port()
                        + "\n");
        assertThat(run("info", LIST).status()).isEqualTo(REFUSED);
    }
}
