package org.jmlmmj.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jmlmmj.admin.settings.Setting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {
    private static final JsonObject DONE = new JsonObject().put("_success", true);
    private static final String LIST = "/api/list@example.com";

    @TempDir
    private Path folder;

    private ApiFixture api;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start(
                folder,
                settings -> settings.with(
                        Setting.MLMMJ_DEFAULT_PROFILE_SETTINGS, Map.of("smtp_port", Optional.of("10027"))));
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @Test
    void new_list_has_the_files_of_the_specification() throws Exception {
        assertThat(api.ask("POST", LIST)).isEqualTo(DONE);

        assertThat(api.controls())
                .containsExactly(
                        "customheaders",
                        "ifmodsendonlymodmoderate",
                        "listaddress",
                        "moderators",
                        "noget",
                        "owner",
                        "smtpport",
                        "subonlyget",
                        "subonlypost",
                        "tocc");
        assertThat(api.control("listaddress")).isEqualTo("list@example.com\n");
        assertThat(api.control("owner")).isEqualTo("postmaster@example.com\n");
        assertThat(api.control("smtpport")).isEqualTo("10027\n");
        assertThat(Files.size(api.list().resolve("index"))).isZero();
        assertThat(api.list().resolve("text/confirm")).content().contains("Subject: confirm");
        for (String name : List.of("", "queue/discarded", "subconf", "archive", "..")) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(api.list().resolve(name))))
                    .as(name)
                    .isEqualTo("rwx------");
        }
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(api.list().resolve("control/owner"))))
                .isEqualTo("rw-------");
    }

    @Test
    void profile_is_read_as_the_specification_shows_it() throws Exception {
        api.ask("POST", LIST);

        JsonObject data = api.ask("GET", LIST).getJsonObject("_data");

        assertThat(data.size()).isEqualTo(43);
        assertThat(data.getString("only_subscriber_can_post")).isEqualTo("yes");
        assertThat(data.getString("moderated")).isEqualTo("no");
        assertThat(data.getString("smtp_port")).isEqualTo("10027");
        assertThat(data.getString("max_message_size")).isEmpty();
        assertThat(data.getJsonArray("owners")).isEqualTo(new JsonArray(List.of("postmaster@example.com")));
        assertThat(data.getJsonArray("extra_addresses")).isEqualTo(new JsonArray());
        assertThat(data.getJsonArray("custom_headers").getString(0)).isEqualTo("List-Id: <list@example.com>");
        assertThat(api.ask("GET", LIST, "params", "OWNER, nothing,tocc")
                        .getJsonObject("_data")
                        .fieldNames())
                .containsExactly("owner", "tocc");
    }

    @Test
    void what_is_written_is_read_again() throws Exception {
        api.ask("POST", LIST, "language", "de", "name", "Vögel 鳥");

        assertThat(api.ask("PUT", LIST, "name", "Eulen", "moderated", "YES", "footer_text", "a\nb", "nonsense", "1"))
                .isEqualTo(new JsonObject()
                        .put("_success", true)
                        .put("_warnings", new JsonArray().add("there is no parameter \"nonsense\"")));

        JsonObject data = api.ask("GET", LIST).getJsonObject("_data");
        assertThat(data.getString("name")).isEqualTo("Eulen");
        assertThat(data.getString("moderated")).isEqualTo("yes");
        assertThat(data.getString("footer_text")).isEqualTo("a\nb");
        assertThat(api.list().resolve("text/confirm")).content().contains("Bitte");
    }

    @Test
    void list_that_is_there_is_not_made_again() throws Exception {
        api.ask("POST", LIST);
        Files.writeString(api.list().resolve("index"), "17");

        assertThat(api.ask("POST", LIST)).isEqualTo(failed("ALREADY_EXISTS"));
        assertThat(api.list().resolve("index")).content().isEqualTo("17");
    }

    private Path draft(String name, Duration age) throws IOException {
        Path draft = api.spool().resolve("example.com/.mlmmj-make-ml-" + name);
        Files.createDirectories(draft.resolve("queue/discarded"));
        Files.writeString(draft.resolve("index"), "");
        Files.setLastModifiedTime(draft, FileTime.from(Instant.now().minus(age)));
        return draft;
    }

    @ParameterizedTest
    @CsvSource({"POST, new,", "DELETE, list,", "POST, list/change_email, new"})
    void what_a_killed_server_left_of_a_new_list_is_deleted_after_an_hour(String method, String path, String renamed)
            throws Exception {
        api.ask("POST", LIST);
        Path old = draft("old", Duration.ofMinutes(61));
        Path young = draft("young", Duration.ofMinutes(55));
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Path link = api.spool().resolve("example.com/.mlmmj-make-ml-link");
        Files.createSymbolicLink(link, elsewhere);

        String address = path.replaceFirst("(?=/|$)", "@example.com");
        String[] form = renamed == null ? new String[0] : new String[] {"new_email", renamed + "@example.com"};
        assertThat(api.ask(method, "/api/" + address, form).getBoolean("_success"))
                .isTrue();

        assertThat(old).doesNotExist();
        assertThat(young).isDirectory();
        assertThat(link).isSymbolicLink();
    }

    @Test
    void refused_value_changes_nothing() throws Exception {
        api.ask("POST", LIST);

        assertThat(api.ask("PUT", LIST, "moderated", "yes", "smtp_port", "99999"))
                .isEqualTo(failed("INVALID_SMTP_PORT"));
        assertThat(api.controls()).doesNotContain("moderated");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/none@example.com",
        "PUT, /api/none@example.com",
        "GET, /api/none@example.com/owners",
        "PUT, /api/none@example.com/moderators",
        "GET, /api/none@example.com/subscribers",
        "POST, /api/none@example.com/subscribers",
        "POST, /api/none@example.com/custom_headers",
        "POST, /api/none@example.com/add_owner",
        "GET, /api/none@example.com/pending_subscriptions"
    })
    void list_that_is_not_there_is_told(String method, String path) throws Exception {
        assertThat(api.ask(method, path)).isEqualTo(failed("NO_SUCH_ACCOUNT"));
    }

    @Test
    void removed_list_lies_in_the_archive() throws Exception {
        api.ask("POST", LIST);

        JsonObject answer = api.ask("DELETE", LIST);

        Path kept = Path.of(answer.getString("_data"));
        assertThat(kept.getParent()).isEqualTo(folder.resolve("archive/example.com"));
        assertThat(kept.getFileName().toString()).matches("list-[0-9]{14}");
        assertThat(kept.resolve("control/listaddress")).exists();
        assertThat(api.list()).doesNotExist();
        assertThat(api.ask("DELETE", LIST)).isEqualTo(DONE);
    }

    @Test
    void list_removed_without_archive_is_gone() throws Exception {
        api.ask("POST", LIST);

        assertThat(api.ask("DELETE", LIST, "archive", "no")).isEqualTo(DONE);
        assertThat(api.list()).doesNotExist();
        assertThat(folder.resolve("archive")).doesNotExist();
    }

    @Test
    void owners_and_moderators_come_and_go() throws Exception {
        api.ask("POST", LIST);

        assertThat(api.ask("PUT", LIST + "/owners", "owners", "B@x.io, a@x.io")).isEqualTo(DONE);
        assertThat(people("owners")).containsExactly("a@x.io", "b@x.io");
        api.ask("PUT", LIST + "/owners", "add_owners", "c@x.io,a@x.io", "remove_owners", "B@X.io");
        assertThat(people("owners")).containsExactly("a@x.io", "c@x.io");
        api.ask("POST", LIST + "/add_owner", "owner", "d@x.io");
        api.ask("POST", LIST + "/remove_owner", "owner", "c@x.io");
        assertThat(people("owners")).containsExactly("a@x.io", "d@x.io");
        api.ask("POST", LIST + "/add_moderator", "moderator", "m@x.io");
        assertThat(people("moderators")).containsExactly("m@x.io", "postmaster@example.com");
        api.ask("POST", LIST + "/add_subscription_moderator", "subscription_moderator", "g@x.io");
        assertThat(people("subscription_moderators")).containsExactly("g@x.io");
        assertThat(api.ask("PUT", LIST + "/owners", "add_owners", "nonsense").getJsonArray("_warnings"))
                .hasSize(1);
    }

    private List<String> people(String kind) throws Exception {
        return texts(api.ask("GET", LIST + "/" + kind));
    }

    private static List<String> texts(JsonObject answer) {
        return answer.getJsonArray("_data").stream().map(Object::toString).toList();
    }

    @Test
    void subscribers_come_and_go() throws Exception {
        api.ask("POST", LIST);

        assertThat(api.ask("POST", LIST + "/subscribers", "add_subscribers", "B@x.io,a@x.io,nonsense")
                        .getJsonArray("_warnings"))
                .hasSize(1);
        api.ask("POST", LIST + "/subscribers", "add_subscribers", "d@x.io", "subscription", "digest");
        assertThat(texts(api.ask("GET", LIST + "/subscribers", "email_only", "1")))
                .containsExactly("a@x.io", "b@x.io", "d@x.io");
        assertThat(api.ask("GET", LIST + "/subscribers").getJsonArray("_data"))
                .contains(new JsonObject().put("mail", "d@x.io").put("subscription", "digest"));
        assertThat(api.ask("GET", LIST + "/has_subscriber/B@X.io"))
                .isEqualTo(new JsonObject().put("_success", true).put("_data", "normal"));
        assertThat(api.ask("GET", LIST + "/has_subscriber/z@x.io")).isEqualTo(new JsonObject().put("_success", false));

        api.ask("POST", LIST + "/subscribers", "add_subscribers", "a@x.io", "subscription", "nomail");
        assertThat(api.list().resolve("subscribers.d/a"))
                .satisfiesAnyOf(
                        file -> assertThat(file).doesNotExist(),
                        file -> assertThat(file).isEmptyFile());
        api.ask("POST", LIST + "/subscribers", "remove_subscribers", "a@x.io,d@x.io");
        assertThat(texts(api.ask("GET", LIST + "/subscribers", "email_only", "")))
                .containsExactly("b@x.io");
        api.ask("POST", LIST + "/subscribers", "remove_subscribers", "ALL");
        assertThat(texts(api.ask("GET", LIST + "/subscribers", "email_only", "")))
                .isEmpty();
    }

    @Test
    void subscriber_who_is_asked_first_waits() throws Exception {
        api.ask("POST", LIST, "relay_host", "127.0.0.1", "smtp_port", "1");

        assertThat(api.ask("POST", LIST + "/subscribers", "add_subscribers", "a@x.io", "require_confirm", "yes"))
                .isEqualTo(DONE);

        assertThat(texts(api.ask("GET", LIST + "/subscribers", "email_only", "")))
                .isEmpty();
        assertThat(api.ask("GET", LIST + "/pending_subscriptions")
                        .getJsonArray("_data")
                        .getJsonObject(0)
                        .getString("mail"))
                .isEqualTo("a@x.io");
        // Who is asked once more has one question to answer, not two (spec 09 §9).
        api.ask("POST", LIST + "/subscribers", "add_subscribers", "a@x.io", "require_confirm", "yes");
        assertThat(api.ask("GET", LIST + "/pending_subscriptions").getJsonArray("_data"))
                .hasSize(1);
        try (Stream<Path> queued = Files.list(api.list().resolve("queue"))) {
            assertThat(queued.map(file -> file.getFileName().toString()).collect(Collectors.toList()))
                    .anyMatch(name -> name.endsWith(".reciptto"));
        }
    }

    @Test
    void lists_of_a_subscriber_are_found() throws Exception {
        api.ask("POST", LIST);
        api.ask("POST", "/api/other@example.org");
        api.ask(
                "POST",
                "/api/subscriber/me@example.com/subscribe",
                "lists",
                "list@example.com,other@example.org,bad",
                "require_confirm",
                "no");

        assertThat(texts(api.ask("GET", "/api/subscriber/me@example.com/subscribed", "email_only", "yes")))
                .containsExactly("list@example.com");
        assertThat(api.ask("GET", "/api/subscriber/me@example.com/subscribed", "query_all_lists", "yes")
                        .getJsonArray("_data"))
                .containsExactly(
                        new JsonObject().put("subscription", "normal").put("mail", "list@example.com"),
                        new JsonObject().put("subscription", "normal").put("mail", "other@example.org"));
        assertThat(texts(api.ask("GET", "/api/example.org/lists"))).containsExactly("other@example.org");
    }

    @Test
    void what_lies_behind_a_link_is_no_list() throws Exception {
        api.ask("POST", LIST);
        Path outside = Files.createDirectories(folder.resolve("outside/list/control"));
        Files.writeString(outside.resolve("listaddress"), "list@linked.example\n");
        Files.createSymbolicLink(api.spool().resolve("linked.example"), folder.resolve("outside"));

        assertThat(api.ask("GET", "/api/linked.example/lists").getJsonArray("_data"))
                .isEmpty();
        assertThat(api.ask("GET", "/api/subscriber/a@x.io/subscribed", "query_all_lists", "yes")
                        .getBoolean("_success"))
                .isTrue();
        assertThat(api.ask("GET", "/api/list@linked.example").getString("_msg")).isEqualTo("NO_SUCH_ACCOUNT");
        assertThat(api.ask("DELETE", "/api/list@linked.example", "archive", "no")
                        .getBoolean("_success"))
                .isTrue();
        assertThat(outside.resolve("listaddress")).exists();
    }

    @Test
    void subscriber_added_by_another_program_is_seen_at_once() throws Exception {
        api.ask("POST", LIST);
        Path file = api.list().resolve("subscribers.d/a");
        String path = "/api/list@example.com/has_subscriber/";
        for (int i = 0; i < 50; i++) {
            String person = "a" + i + "@x.io";
            assertThat(api.ask("GET", path + person).getBoolean("_success")).isFalse();
            Files.writeString(file, person + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            assertThat(api.ask("GET", path + person).getString("_data")).isEqualTo("normal");
        }
        Files.writeString(file, "a7@x.io\n");
        assertThat(api.ask("GET", path + "a8@x.io").getBoolean("_success")).isFalse();
        assertThat(api.ask("GET", path + "a7@x.io").getBoolean("_success")).isTrue();
    }

    @Test
    void every_request_is_in_the_log_where_the_settings_say_so() throws Exception {
        try (ApiFixture telling =
                ApiFixture.start(folder.resolve("other"), settings -> settings.with(Setting.LOG_LEVEL, "debug"))) {
            telling.send(HttpRequest.newBuilder(telling.uri("/api/list@example.com?params=a%0Ab"))
                    .header("X-MLMMJADMIN-API-AUTH-TOKEN", "wrong")
                    .header("Referer", "http://x.example/")
                    .build());

            await().untilAsserted(() -> assertThat(telling.log())
                    .anySatisfy(line -> assertThat(line)
                            .matches("INFO \\[127\\.0\\.0\\.1] GET /api/list@example\\.com\\?params=a%0Ab 200 [0-9]+"
                                    + " \"http://x\\.example/\"")));
        }
        api.ask("GET", LIST);
        assertThat(api.log()).isEmpty();
    }

    @Test
    void server_that_was_ended_may_be_ended_again() throws Exception {
        api.close();
        api.close();

        assertThatThrownBy(() -> api.ask("GET", "/health")).isInstanceOf(IOException.class);
    }

    @Test
    void renamed_list_keeps_its_subscribers() throws Exception {
        api.ask("POST", LIST);
        api.ask("POST", LIST + "/subscribers", "add_subscribers", "a@x.io");

        assertThat(api.ask("POST", LIST + "/change_email", "new_email", "Birds@example.org"))
                .isEqualTo(DONE);

        assertThat(api.list()).doesNotExist();
        assertThat(texts(api.ask("GET", "/api/birds@example.org/subscribers", "email_only", "")))
                .containsExactly("a@x.io");
        assertThat(Files.readString(api.spool().resolve("example.org/birds/control/customheaders")))
                .contains("<mailto:birds+subscribe@example.org?subject=Subscribe>", "List-Id: <birds@example.org>")
                .doesNotContain("list@example.com", "list+");
    }

    @Test
    void headers_come_and_go_one_by_one() throws Exception {
        api.ask("POST", LIST);

        api.ask("POST", LIST + "/custom_headers", "add", "X-A: 1");
        api.ask("POST", LIST + "/custom_headers", "add", "X-B: 2", "remove", "x-a");
        api.ask("POST", LIST + "/remove_headers", "add", "DKIM-Signature");

        assertThat(api.control("customheaders")).startsWith("X-B: 2\nPrecedence: bulk\n");
        assertThat(api.control("delheaders")).isEqualTo("DKIM-Signature:\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X_MLMMJADMIN_API_AUTH_TOKEN", "x-mlmmjadmin-api-auth-token"})
    void token_header_may_be_written_in_several_ways(String header) throws Exception {
        HttpResponse<String> response = api.send(HttpRequest.newBuilder(api.uri("/api/example.com/lists"))
                .header(header, ApiFixture.TOKEN)
                .build());

        assertThat(new JsonObject(response.body()).getBoolean("_success")).isTrue();
    }

    @Test
    void wrong_token_is_not_in_the_log() throws Exception {
        String wrong = "almost-" + ApiFixture.TOKEN;

        HttpResponse<String> response = api.send(HttpRequest.newBuilder(api.uri(LIST))
                .header("X-MLMMJADMIN-API-AUTH-TOKEN", wrong)
                .build());

        assertThat(new JsonObject(response.body())).isEqualTo(failed("INVALID_MLMMJADMIN_API_AUTH_TOKEN"));
        assertThat(api.log())
                .anyMatch(line -> line.contains("invalid auth token"))
                .noneMatch(line -> line.contains(wrong));
    }

    @Test
    void json_body_counts() throws Exception {
        HttpResponse<String> response = api.send(HttpRequest.newBuilder(api.uri(LIST))
                .header("X-MLMMJADMIN-API-AUTH-TOKEN", ApiFixture.TOKEN)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"moderated\": true, \"owner\": [\"a@x.io\", \"b@x.io\"], \"max_message_size\": 1000}"))
                .build());

        assertThat(new JsonObject(response.body())).isEqualTo(DONE);
        assertThat(api.control("owner")).isEqualTo("a@x.io\nb@x.io\n");
        assertThat(api.control("maxmailsize")).isEqualTo("1000\n");
        assertThat(api.controls()).contains("moderated");
    }

    @Test
    void multipart_body_counts() throws Exception {
        String body = "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nBirds\r\n--b--\r\n";

        HttpResponse<String> response = api.send(HttpRequest.newBuilder(api.uri(LIST))
                .header("X-MLMMJADMIN-API-AUTH-TOKEN", ApiFixture.TOKEN)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());

        assertThat(new JsonObject(response.body())).isEqualTo(DONE);
        assertThat(api.control("name")).isEqualTo("Birds\n");
    }

    @ParameterizedTest
    @CsvSource({"application/json, '[1]'", "application/json, '{\"a\": {}}'", "text/xml, <a/>", "'', a=%zz"})
    void body_that_cannot_be_read_is_refused(String type, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.uri(LIST))
                .header("X-MLMMJADMIN-API-AUTH-TOKEN", ApiFixture.TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }

        assertThat(api.send(request.build()).statusCode()).isEqualTo(400);
        assertThat(api.list()).doesNotExist();
    }

    @Test
    void body_that_is_too_large_is_refused() throws Exception {
        HttpResponse<String> response = api.send("POST", LIST, "name", "x".repeat(2_000_000));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(api.list()).doesNotExist();
    }

    @Test
    void health_and_description_need_no_token() throws Exception {
        assertThat(api.send(HttpRequest.newBuilder(api.uri("/health")).build()).body())
                .isEqualTo(DONE.encode());
        JsonObject description = new JsonObject(
                api.send(HttpRequest.newBuilder(api.uri("/openapi.json")).build())
                        .body());
        for (Endpoint endpoint : api.endpoints()) {
            assertThat(description
                            .getJsonObject("paths")
                            .getJsonObject(endpoint.path())
                            .containsKey(endpoint.method().name().toLowerCase(Locale.ROOT)))
                    .as(endpoint.path())
                    .isTrue();
        }
    }

    @Test
    void every_change_is_in_the_log_with_its_actor_and_never_with_its_token() throws Exception {
        api.ask("POST", LIST, "name", "a\nforged line");

        assertThat(api.log())
                .anyMatch(line -> line.contains("token 2: POST list@example.com") && line.endsWith(": done"))
                .noneMatch(line -> line.contains(ApiFixture.TOKEN));
    }

    private static JsonObject failed(String code) {
        return new JsonObject().put("_success", false).put("_msg", code);
    }
}
