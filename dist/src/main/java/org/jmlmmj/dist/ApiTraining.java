package org.jmlmmj.dist;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jmlmmj.admin.client.MaillistAdmin;
import org.jmlmmj.core.cli.Terminal;

/**
 * A list is made, changed and removed over the API, while others look for a database. For one thread.
 *
 * @param list the spool of the API is beside it
 */
record ApiTraining(TrainingList list) {
    private static final String NAME = "api@example.org";

    void run() throws IOException, InterruptedException {
        ApiSettings settings =
                new ApiSettings(Files.createDirectory(list.folder().resolve("api")));
        try (SyncTraining mysql = SyncTraining.start(settings, "mysql", list.calls());
                SyncTraining pgsql = SyncTraining.start(settings, "pgsql", list.calls());
                TrainingApi api = TrainingApi.start(settings.server())) {
            look(api.port());
            manage(settings.client(api.port()));
        }
    }

    private static void look(int port) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        for (String path : List.of("/health", "/openapi.json")) {
            URI address = URI.create("http://127.0.0.1:" + port + path);
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(address + " is answered with " + answer.statusCode());
            }
        }
    }

    private void manage(Path settings) throws IOException {
        order(settings, "-h");
        order(settings, "create", NAME, "owner=keeper@example.org", "name=Training");
        order(
                settings,
                "update",
                NAME,
                "relay_host=127.0.0.1",
                "smtp_port=" + list.relay().port());
        order(settings, "info", NAME);
        order(settings, "add_subscribers", NAME, "ann@example.net", "bob@example.com", "require_confirm=no");
        list.sends(1, () -> order(settings, "add_subscribers", NAME, "eve@example.org", "require_confirm=yes"));
        order(settings, "subscribers", NAME);
        order(settings, "has_subscriber", NAME, "ann@example.net");
        order(settings, "subscribed", "ann@example.net");
        order(settings, "remove_subscribers", NAME, "ann@example.net");
        order(settings, "--json", "delete", NAME, "archive=no");
    }

    private void order(Path settings, String... words) throws IOException {
        list.calls()
                .call(
                        (streams, arguments) -> new MaillistAdmin(streams, streams, Terminal.none()).run(arguments),
                        "maillist_admin",
                        Stream.concat(Stream.of("--config", settings.toString()), Stream.of(words))
                                .toArray(String[]::new));
    }
}
