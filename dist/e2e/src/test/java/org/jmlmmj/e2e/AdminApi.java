package org.jmlmmj.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The installed mlmmjadmin with the shipped settings, changed in a file beside them, and a client of it. For one thread. */
final class AdminApi implements Closeable {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private final HttpClient client = HttpClient.newHttpClient();
    private final Path folder;
    private final int port;
    private final List<String> command;
    private Optional<Daemon> running = Optional.empty();

    private AdminApi(Path folder, int port, List<String> command) {
        this.folder = folder;
        this.port = port;
        this.command = command;
    }

    /**
     * Makes its settings.
     *
     * @param shipped the settings that come with the installation
     * @param own what is different here
     * @param start the words that start the program, as the lists' user
     */
    static AdminApi in(Path folder, String shipped, int port, String own, List<String> start) throws IOException {
        Files.createDirectories(folder);
        write(folder.resolve("mlmmjadmin.yaml"), shipped);
        write(
                folder.resolve("custom_settings.yaml"),
                "listen_port: " + port + "\napi_auth_tokens: [ \"" + TOKEN + "\" ]\n" + own);
        Command.run("chown", "-R", Account.OWNER, folder);
        List<String> command = Stream.concat(start.stream(), Stream.of("--config", folder + "/mlmmjadmin.yaml"))
                .toList();
        return new AdminApi(folder, port, command);
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    }

    AdminApi start() throws IOException {
        running = Optional.of(Daemon.start(
                "mlmmjadmin",
                folder,
                command,
                () -> ask("GET", "/api/nobody@lists.example.org", Map.of()).contains("_success")));
        return this;
    }

    /** Makes a list. */
    void create(String list, Map<String, String> profile) {
        succeed("POST", "/api/" + list, profile);
    }

    /** Changes a list. */
    void update(String list, Map<String, String> profile) {
        succeed("PUT", "/api/" + list, profile);
    }

    /** Deletes a list. */
    void delete(String list, boolean archive) {
        succeed("DELETE", "/api/" + list + "?archive=" + (archive ? "yes" : "no"), Map.of());
    }

    /** Subscribes people without asking them. */
    void subscribe(String list, String... addresses) {
        subscribeTo(list, "normal", addresses);
    }

    /** Subscribes people to {@code normal}, {@code digest} or {@code nomail} without asking them. */
    void subscribeTo(String list, String kind, String... addresses) {
        succeed(
                "POST",
                "/api/" + list + "/subscribers",
                Map.of("add_subscribers", String.join(",", addresses), "require_confirm", "no", "subscription", kind));
    }

    /** The API's answer about somebody's subscription. */
    String subscription(String list, String address) {
        return ask("GET", "/api/" + list + "/has_subscriber/" + address, Map.of());
    }

    private void succeed(String method, String path, Map<String, String> form) {
        assertThat(ask(method, path, form)).as("%s %s %s", method, path, form).contains("\"_success\":true");
    }

    /** Sends a request and gives the answer without white space. */
    String ask(String method, String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("X-MLMMJADMIN-API-AUTH-TOKEN", TOKEN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(Patience.LIMIT)
                .method(method, form.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString()).body().replaceAll("\\s", "");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        running.ifPresent(Daemon::close);
        running = Optional.empty();
    }
}
