package org.jmlmmj.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jmlmmj.core.test.OddFile;
import org.jmlmmj.core.test.RunningUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever lies where a file of a list belongs: each request is answered, so that others go on, and nothing else is touched. */
class OddControlFilesTest {
    private static final String LIST = "/api/list@example.com";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> FILES = List.of(
            "control/listaddress",
            "control/owner",
            "control/moderators",
            "control/customheaders",
            "control/footer",
            "control/maxmailsize",
            "control/moderated",
            "control/subonlypost",
            "index",
            "text/confirm",
            "subscribers.d/b",
            "subscribers.d/.b.lock",
            "digesters.d/d");

    @TempDir
    Path folder;

    private ApiFixture api;
    private Path secret;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start(folder);
        secret = Files.writeString(
                Files.createDirectory(folder.resolve("elsewhere")).resolve("secret"), "precious\n");
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @ParameterizedTest
    @EnumSource(OddFile.class)
    void requests_are_answered_and_harm_nobody(OddFile odd) throws Exception {
        for (String name : FILES) {
            api.ask("POST", LIST, "only_subscriber_can_post", "yes", "moderated", "yes");
            api.ask("POST", LIST + "/subscribers", "add_subscribers", "bob@x.example", "require_confirm", "no");
            odd.put(api.list().resolve(name), secret);
            play(odd + " " + name);
            assertThat(secret).as(name).hasContent("precious");
            assertThat(secret.resolveSibling("not-there")).as(name).doesNotExist();
            // Whatever is in the way of other requests: a list can be removed.
            assertThat(answer(odd + " " + name, "DELETE", LIST, "archive", "no"))
                    .isEqualTo(200);
            assertThat(api.list()).doesNotExist();
            assertThat(secret).as(name).hasContent("precious");
        }
    }

    /** Front ends may leave them so; they are replaced and not written to. */
    @Test
    void control_files_that_may_only_be_read_are_read_and_replaced() throws Exception {
        api.ask("POST", LIST, "owner", "old@x.example", "footer_text", "hello");
        for (String name : api.controls()) {
            RunningUser.chmod(api.list().resolve("control").resolve(name), 0400);
        }
        assertThat(api.ask("GET", LIST).getJsonObject("_data").getString("footer_text"))
                .isEqualTo("hello");
        assertThat(api.ask("PUT", LIST, "owner", "new@x.example", "footer_text", "bye", "max_message_size", "4711")
                        .getBoolean("_success"))
                .isTrue();
        assertThat(api.control("owner")).isEqualTo("new@x.example\n");
        assertThat(api.control("footer_text")).isEqualTo("bye\n");
        assertThat(RunningUser.mode(api.list().resolve("control/owner"))).isEqualTo("400");
        assertThat(api.ask("POST", LIST + "/change_email", "new_email", "new@example.com")
                        .getBoolean("_success"))
                .isTrue();
        assertThat(api.spool().resolve("example.com/new/control/listaddress")).hasContent("new@example.com");
    }

    private void play(String odd) {
        answer(odd, "GET", LIST);
        answer(odd, "GET", LIST + "/owners");
        answer(odd, "GET", LIST + "/subscribers");
        answer(odd, "GET", LIST + "/has_subscriber/bob@x.example");
        answer(odd, "PUT", LIST + "/moderators", "add_moderators", "mod@x.example");
        answer(
                odd,
                "PUT",
                LIST,
                "footer_text",
                "bye",
                "custom_headers",
                "X-A: b",
                "moderated",
                "no",
                "owner",
                "o@x.example");
        answer(odd, "PUT", LIST, "max_message_size", "4711", "only_subscriber_can_post", "no");
        answer(odd, "POST", LIST + "/subscribers", "add_subscribers", "bea@x.example", "require_confirm", "no");
        answer(odd, "POST", LIST + "/subscribers", "remove_subscribers", "bob@x.example");
        answer(odd, "POST", LIST + "/change_email", "new_email", "new@example.com");
        answer(odd, "POST", "/api/new@example.com/change_email", "new_email", "list@example.com");
    }

    /** Sends a request; returns the status of the answer, which says whether it was done. */
    private int answer(String odd, String method, String path, String... form) {
        HttpResponse<String> response = Assertions.assertTimeoutPreemptively(
                PATIENCE, () -> api.send(method, path, form), () -> odd + ": " + method + " " + path);
        assertThat(new JsonObject(response.body()).getBoolean("_success"))
                .as(odd + ": " + method + " " + path + ": " + response.body())
                .isNotNull();
        return response.statusCode();
    }
}
