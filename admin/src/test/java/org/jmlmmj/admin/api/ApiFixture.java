package org.jmlmmj.admin.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jmlmmj.admin.backend.Backend;
import org.jmlmmj.admin.backend.Backends;
import org.jmlmmj.admin.settings.Setting;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.spool.RandomNames;

/** A running API on a free port of loopback, with a spool of its own, and a client that speaks to it. Thread-safe. */
public final class ApiFixture implements AutoCloseable {
    public static final String TOKEN = "a-token-of-more-than-thirty-two-characters";

    private final Path folder;
    private final Settings settings;
    private final Backend backend;
    private final Backend clientBackend;
    private final ApiServer server;
    private final List<Endpoint> endpoints;
    private final List<String> log = new CopyOnWriteArrayList<>();
    // One connection for each request in flight, as the known clients have.
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ApiFixture(Path folder, UnaryOperator<Settings> more, UnaryOperator<Backend> around) throws Exception {
        this.folder = folder;
        Path spool = Files.createDirectories(folder.resolve("spool"));
        Path texts = Files.createDirectories(folder.resolve("texts/en"));
        Files.writeString(texts.resolve("confirm"), "Subject: confirm\n\n$confirmaddr$\n");
        Files.createDirectories(folder.resolve("texts/de"));
        Files.writeString(folder.resolve("texts/de/confirm"), "Subject: Bitte\n\n$confirmaddr$\n");
        settings = more.apply(Settings.standard()
                .with(Setting.LISTEN_PORT, 0)
                .with(Setting.API_AUTH_TOKENS, List.of("another", TOKEN))
                .with(Setting.MLMMJ_SPOOL_DIR, spool)
                .with(Setting.MLMMJ_ARCHIVE_DIR, Optional.of(folder.resolve("archive")))
                .with(Setting.MLMMJ_SKEL_DIR, Optional.of(folder.resolve("texts"))));
        Syslog syslog = (level, message) -> log.add(level + " " + message);
        backend = around.apply(Backends.open(settings.get(Setting.BACKEND_API), settings));
        clientBackend = Backends.open(settings.get(Setting.BACKEND_CLI), settings);
        Services services = Services.of(settings, RandomNames.secure(), Clock.systemUTC(), syslog);
        endpoints = services.endpoints(backend);
        server = ApiServer.start(
                settings,
                endpoints,
                services.endpoints(clientBackend),
                Gate.of(settings, syslog),
                backend,
                syslog,
                "1.2.3");
    }

    static ApiFixture start(Path folder) throws Exception {
        return new ApiFixture(folder, settings -> settings, backend -> backend);
    }

    public static ApiFixture start(Path folder, UnaryOperator<Settings> more) throws Exception {
        return new ApiFixture(folder, more, backend -> backend);
    }

    /** With something around its backend that tests use to interfere. */
    static ApiFixture start(Path folder, UnaryOperator<Settings> more, UnaryOperator<Backend> around) throws Exception {
        return new ApiFixture(folder, more, around);
    }

    /** Everything that can be asked for. */
    List<Endpoint> endpoints() {
        return endpoints;
    }

    /** The lines of the log. */
    List<String> log() {
        return List.copyOf(log);
    }

    public Settings settings() {
        return settings;
    }

    public Path spool() {
        return settings.get(Setting.MLMMJ_SPOOL_DIR);
    }

    /** The port on which it listens. */
    public int port() {
        return server.port();
    }

    public Path list() {
        return spool().resolve("example.com/list");
    }

    public String control(String name) throws IOException {
        return Files.readString(list().resolve("control").resolve(name), UTF_8);
    }

    /** The names in {@code control/}, in alphabetical order. */
    List<String> controls() throws IOException {
        try (Stream<Path> files = Files.list(list().resolve("control"))) {
            return new ArrayList<>(new TreeSet<>(
                    files.map(file -> file.getFileName().toString()).toList()));
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Sends names and values as a form, or as a query where the method has no body. */
    HttpResponse<String> send(String method, String path, String... namesAndValues)
            throws IOException, InterruptedException {
        String form = form(namesAndValues);
        boolean hasBody = method.equals("POST") || method.equals("PUT");
        String query = hasBody || form.isEmpty() ? "" : "?" + form;
        return send(HttpRequest.newBuilder(uri(path + query))
                .header("X-MLMMJADMIN-API-AUTH-TOKEN", TOKEN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(
                        method,
                        hasBody ? HttpRequest.BodyPublishers.ofString(form) : HttpRequest.BodyPublishers.noBody())
                .build());
    }

    static String form(String... namesAndValues) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.append(i == 0 ? "" : "&")
                    .append(URLEncoder.encode(namesAndValues[i], UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], UTF_8));
        }
        return form.toString();
    }

    /** The answer of a request that reached an endpoint. */
    public JsonObject ask(String method, String path, String... namesAndValues)
            throws IOException, InterruptedException {
        HttpResponse<String> response = send(method, path, namesAndValues);
        if (response.statusCode() != 200) {
            throw new AssertionError(
                    method + " " + path + ": " + response.statusCode() + " " + response.body() + " " + log);
        }
        return new JsonObject(response.body());
    }

    @Override
    public void close() throws IOException {
        server.close();
        backend.close();
        clientBackend.close();
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
