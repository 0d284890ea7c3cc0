package org.jmlmmj.admin.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jmlmmj.admin.settings.Setting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every route with every method, from whoever asks, in order and in every hostile form. The routes are those of the program's own
 * catalogue, so a new one without a row fails here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteTableTest {
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "get");

    /** What stands in a path in the place of an address or domain, and leads nowhere. */
    private static final List<String> HOSTILE = List.of(
            "..%2F..%2Fetc%2Fx@example.com",
            "x%2F..%2F..%2F..%2Fetc@example.com",
            "..@example.com",
            ".hidden@example.com",
            "list@..",
            "list@example.com%2F..",
            "%2e%2e",
            "list@" + "e".repeat(64) + "." + "e".repeat(190) + ".com",
            "li%0Ast@example.com",
            "li%0D%0Ast@example.com",
            "list@exam%0Dple.com",
            "li%00st@example.com",
            "list@example.com%00",
            "%22li%20st%22@example.com",
            "l%C3%AFst@example.com%2F",
            "list%FF@example.com",
            "list%zz@example.com",
            "");

    private ApiFixture api;
    private ApiFixture restricted;
    private Path canary;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        canary = Files.createDirectories(folder.resolve("etc"));
        Files.writeString(canary.resolve("passwd"), "canary");
        api = ApiFixture.start(
                folder,
                settings -> settings.with(
                                Setting.API_AUTH_TOKENS,
                                List.of("another", ApiFixture.TOKEN, "of-another-domain", "reading", "of-the-domain"))
                        .with(
                                Setting.API_AUTH_TOKEN_SCOPES,
                                Map.of(
                                        "of-another-domain", Optional.of("other.example"),
                                        "reading", Optional.of("read-only"),
                                        "of-the-domain", Optional.of("example.com"))));
        restricted = ApiFixture.start(
                folder.resolve("other"),
                settings -> settings.with(Setting.RESTRICT_ACCESS, true)
                        .with(Setting.ACCEPTED_CLIENTS, List.of("192.0.2.0/24", "::1")));
    }

    @AfterAll
    void stop() throws Exception {
        api.close();
        restricted.close();
    }

    @BeforeEach
    void makeList() throws Exception {
        api.ask("DELETE", "/api/birds@example.com", "archive", "no");
        if (!Files.isDirectory(api.list())) {
            assertThat(api.ask("POST", "/api/list@example.com").getBoolean("_success"))
                    .isTrue();
        }
    }

    List<String> endpoints() {
        return api.endpoints().stream()
                .map(endpoint -> endpoint.method() + " " + endpoint.path())
                .toList();
    }

    Set<String> paths() {
        Set<String> paths = new LinkedHashSet<>();
        api.endpoints().forEach(endpoint -> paths.add(endpoint.path()));
        return paths;
    }

    @Test
    void every_route_has_a_row() {
        assertThat(RouteTable.ROWS.keySet()).containsExactlyInAnyOrderElementsOf(endpoints());
    }

    private static String method(String endpoint) {
        return endpoint.substring(0, endpoint.indexOf(' '));
    }

    private static String path(String endpoint) {
        return filled(endpoint.substring(endpoint.indexOf(' ') + 1));
    }

    private static String filled(String template) {
        return template.replace("{list}", "list@example.com")
                .replace("{subscriber}", "s@x.io")
                .replace("{domain}", "example.com");
    }

    private static RouteTable row(String endpoint) {
        return Objects.requireNonNull(RouteTable.ROWS.get(endpoint), endpoint);
    }

    /** A list that does not exist yet is what can be made. */
    private static String ownPath(String endpoint) {
        return endpoint.equals("POST /api/{list}") ? "/api/birds@example.com" : path(endpoint);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void request_in_order_succeeds(String endpoint) throws Exception {
        JsonObject answer = ask(endpoint, row(endpoint).form());

        // Nobody is subscribed, which is told so and without a code.
        assertThat(answer)
                .isIn(
                        endpoint.contains("has_subscriber")
                                ? List.of(new JsonObject().put("_success", false))
                                : List.of(answer.copy().put("_success", true)));
        assertThat(answer.containsKey("_warnings")).isFalse();
    }

    private JsonObject ask(String endpoint, List<String> form) throws Exception {
        return api.ask(method(endpoint), ownPath(endpoint), form.toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void unknown_parameter_is_told_and_does_no_harm(String endpoint) throws Exception {
        List<String> form = new ArrayList<>(row(endpoint).form());
        form.addAll(List.of("no\r\nsuch\u0000thing", "1"));

        JsonObject answer = ask(endpoint, form);

        assertThat(answer.getJsonArray("_warnings")).containsExactly("there is no parameter \"no  such thing\"");
        assertThat(answer.getString("_msg")).isNull();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void value_of_a_wrong_type_is_refused_or_ignored(String endpoint) throws Exception {
        JsonObject answer = ask(endpoint, row(endpoint).wrong());

        assertThat(answer.getString("_msg", "")).isEqualTo(row(endpoint).wrongAnswer());
        if (!method(endpoint).equals("GET") && row(endpoint).wrongAnswer().isEmpty()) {
            assertThat(answer.getBoolean("_success")).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void body_of_a_wrong_type_is_refused(String endpoint) throws Exception {
        boolean hasBody = method(endpoint).equals("POST") || method(endpoint).equals("PUT");
        Map<String, String> files = FolderContent.of(api.spool());
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("application/json", "[1, 2]");
        bodies.put("application/json; charset=utf-8", "{\"name\": {\"x\": 1}}");
        bodies.put("text/xml", "<a/>");
        bodies.put("application/x-www-form-urlencoded", "a=%zz");

        for (Map.Entry<String, String> body : bodies.entrySet()) {
            HttpResponse<String> answer = api.send(HttpRequest.newBuilder(api.uri(ownPath(endpoint)))
                    .header("X-MLMMJADMIN-API-AUTH-TOKEN", ApiFixture.TOKEN)
                    .header("Content-Type", body.getKey())
                    .method(method(endpoint), HttpRequest.BodyPublishers.ofString(body.getValue()))
                    .build());

            // The body of other methods does not count (spec 09 §4.3).
            assertThat(answer.statusCode()).as(body.getKey()).isEqualTo(hasBody ? 400 : 200);
        }
        if (hasBody) {
            assertThat(FolderContent.of(api.spool())).isEqualTo(files);
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void nobody_else_learns_or_changes_anything(String endpoint) throws Exception {
        Map<String, String> files = FolderContent.of(api.spool());
        List<List<String>> forms = List.of(row(endpoint).form(), row(endpoint).wrong(), List.of("nonsense", "1"));

        for (List<String> form : forms) {
            assertRefused(api, endpoint, form, "", "NO_API_AUTH_TOKEN");
            assertRefused(api, endpoint, form, "wrong", "INVALID_MLMMJADMIN_API_AUTH_TOKEN");
            assertRefused(api, endpoint, form, ApiFixture.TOKEN + "x", "INVALID_MLMMJADMIN_API_AUTH_TOKEN");
            assertRefused(api, endpoint, form, ApiFixture.TOKEN.substring(1), "INVALID_MLMMJADMIN_API_AUTH_TOKEN");
            assertRefused(restricted, endpoint, form, ApiFixture.TOKEN, "NOT_AUTHORIZED_API_CLIENT");
            assertRefused(restricted, endpoint, form, "", "NOT_AUTHORIZED_API_CLIENT");
        }
        assertThat(FolderContent.of(api.spool())).isEqualTo(files);
        assertThat(FolderContent.of(restricted.spool())).isEqualTo(Map.of("/", ""));
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void token_of_another_domain_opens_no_list(String endpoint) throws Exception {
        Map<String, String> files = FolderContent.of(api.spool());

        if (endpoint.equals("GET /api/subscriber/{subscriber}/subscribed")) {
            api.ask("POST", "/api/list@example.com/subscribers", "add_subscribers", "s@x.io");
            files = FolderContent.of(api.spool());
            assertThat(askWith("of-another-domain", endpoint, row(endpoint).form()))
                    .isEqualTo(new JsonObject().put("_success", true).put("_data", new JsonArray()));
            assertThat(askWith("of-the-domain", endpoint, row(endpoint).form()).getJsonArray("_data"))
                    .hasSize(1);
        } else {
            assertRefused(api, endpoint, row(endpoint).form(), "of-another-domain", "NOT_AUTHORIZED_API_TOKEN");
        }
        assertThat(FolderContent.of(api.spool())).isEqualTo(files);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void token_of_the_domain_opens_its_lists(String endpoint) throws Exception {
        JsonObject answer = askWith("of-the-domain", endpoint, row(endpoint).form());

        assertThat(answer.getString("_msg")).isNull();
    }

    @Test
    void token_of_the_domain_takes_no_list_into_another() throws Exception {
        assertRefused(
                api,
                "POST /api/{list}/change_email",
                List.of("new_email", "list@other.example"),
                "of-the-domain",
                "NOT_AUTHORIZED_API_TOKEN");
        assertThat(api.list()).isDirectory();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void token_for_reading_changes_nothing(String endpoint) throws Exception {
        Map<String, String> files = FolderContent.of(api.spool());

        if (method(endpoint).equals("GET")) {
            assertThat(askWith("reading", endpoint, row(endpoint).form()))
                    .isEqualTo(ask(endpoint, row(endpoint).form()));
        } else {
            assertRefused(api, endpoint, row(endpoint).form(), "reading", "NOT_AUTHORIZED_API_TOKEN");
        }
        assertThat(FolderContent.of(api.spool())).isEqualTo(files);
    }

    /** With the values in the query, which every method has. */
    private JsonObject askWith(String token, String endpoint, List<String> form) throws Exception {
        HttpResponse<String> answer =
                send(method(endpoint), ownPath(endpoint) + "?" + ApiFixture.form(form.toArray(String[]::new)), token);
        assertThat(answer.statusCode()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private static void assertRefused(ApiFixture asked, String endpoint, List<String> form, String token, String code)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(asked.uri(ownPath(endpoint)))
                .method(
                        method(endpoint),
                        HttpRequest.BodyPublishers.ofString(ApiFixture.form(form.toArray(String[]::new))));
        if (!token.isEmpty()) {
            request.header("X-MLMMJADMIN-API-AUTH-TOKEN", token);
        }
        HttpResponse<String> answer = asked.send(request.build());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(answer.body()))
                .isEqualTo(new JsonObject().put("_success", false).put("_msg", code));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void other_methods_are_refused_before_anybody_is_asked_who_they_are(String template) throws Exception {
        Map<String, String> files = FolderContent.of(api.spool());
        for (String method : METHODS) {
            if (api.endpoints().stream()
                    .noneMatch(endpoint -> endpoint.path().equals(template)
                            && endpoint.method().name().equals(method.equals("HEAD") ? "GET" : method))) {
                for (String token : List.of("wrong", ApiFixture.TOKEN)) {
                    HttpResponse<String> answer = send(method, filled(template), token);

                    assertThat(answer.statusCode()).as(method).isEqualTo(405);
                    assertThat(answer.headers().firstValue("Allow")).isPresent();
                }
            }
        }
        assertThat(FolderContent.of(api.spool())).isEqualTo(files);
    }

    private HttpResponse<String> send(String method, String path, String token) throws Exception {
        return api.send(HttpRequest.newBuilder(api.uri(path))
                .header("X-MLMMJADMIN-API-AUTH-TOKEN", token)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    }

    /** People may have a local part beyond 64 octets, as some systems give them; no list may. */
    private static List<String> hostile(String part) {
        List<String> all = new ArrayList<>(HOSTILE);
        if (!part.equals("{subscriber}")) {
            all.add("l".repeat(65) + "@example.com");
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("paths")
    void hostile_path_leads_nowhere(String template) throws Exception {
        Map<String, String> files = FolderContent.of(api.spool());
        for (String part : List.of("{list}", "{subscriber}", "{domain}")) {
            for (String hostile : template.contains(part) ? hostile(part) : List.<String>of()) {
                for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
                    for (String token : List.of("wrong", ApiFixture.TOKEN)) {
                        String path = filled(template.replace(part, hostile));

                        int status = RawRequest.status(api.uri("/"), method, path, token);

                        assertThat(status).as(method + " " + path).isIn(400, 404);
                    }
                }
            }
        }
        assertThat(FolderContent.of(api.spool())).isEqualTo(files);
        assertThat(FolderContent.of(canary)).isEqualTo(Map.of("/", "", "passwd", "canary"));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void slash_at_the_end_and_capital_words_are_other_paths(String template) throws Exception {
        String path = filled(template);
        for (String other : List.of(path + "/", path + "//", "/" + path, path.replace("/api/", "/API/"), path + "/x")) {
            assertThat(RawRequest.status(api.uri("/"), "GET", other, ApiFixture.TOKEN))
                    .as(other)
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void path_beyond_every_measure_is_refused(String template) throws Exception {
        String path = filled(template) + "?x=" + "y".repeat(100_000);

        assertThat(RawRequest.status(api.uri("/"), "GET", path, ApiFixture.TOKEN))
                .isIn(400, 414);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void raw_control_characters_end_the_request(String template) throws Exception {
        for (String control : List.of("\u0000", "\r", "\r\nX-Forged: 1\r\n\r\n")) {
            String path = filled(template).replaceFirst("@|\\.com", control + "@");

            assertThat(RawRequest.status(api.uri("/"), "GET", path, ApiFixture.TOKEN))
                    .as(template)
                    .isIn(400, 404, 405);
        }
    }

    @Test
    void answer_to_a_head_request_has_no_body() throws Exception {
        HttpResponse<String> answer = send("HEAD", "/api/list@example.com", ApiFixture.TOKEN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().getBytes(UTF_8)).isEmpty();
        assertThat(answer.headers().firstValueAsLong("Content-Length").orElse(0))
                .isPositive();
    }
}
