package org.jmlmmj.admin.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jmlmmj.admin.settings.Setting;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.admin.settings.SettingsException;

/** Speaks to the API that the settings name, with the first of its tokens. Thread-safe. */
final class ApiClient {
    /** Ten thousand people are subscribed in seconds; who has waited longer wants to know. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final URI base;
    private final String tokenHeader;
    private final String token;
    private final boolean ownBackend;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private ApiClient(URI base, String tokenHeader, String token, boolean ownBackend) {
        this.base = base;
        this.tokenHeader = tokenHeader;
        this.token = token;
        this.ownBackend = ownBackend;
    }

    /**
     * A client of the server with these settings.
     *
     * @throws SettingsException if there is no token, only the digest of one, or one that cannot be sent
     */
    static ApiClient of(Settings settings) throws SettingsException {
        String token = settings.get(Setting.API_AUTH_TOKENS).stream()
                .filter(text -> !text.startsWith("sha256:"))
                .findFirst()
                .orElseThrow(() -> new SettingsException("api_auth_tokens holds no token that a client could use"));
        String address = settings.get(Setting.LISTEN_ADDRESS);
        String host = List.of("0.0.0.0", "::", "").contains(address) ? "127.0.0.1" : address;
        boolean ownBackend = settings.get(Setting.BACKEND_API).equals("bk_none")
                && !settings.get(Setting.BACKEND_CLI).equals("bk_none");
        String header = settings.get(Setting.API_AUTH_TOKEN_HEADER_NAME);
        try {
            URI base = URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                    + settings.get(Setting.LISTEN_PORT) + "/api");
            // What cannot be sent is found out before the first request.
            HttpRequest.newBuilder(base).header(header, token);
            return new ApiClient(base, header, token, ownBackend);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(
                    "listen_address, API_AUTH_TOKEN_HEADER_NAME or the token cannot be used: " + e.getMessage());
        }
    }

    /**
     * Asks.
     *
     * @param path what follows {@code /api}, in parts that are not encoded yet
     * @param form names and values
     * @return the answer, also if it says that something failed
     * @throws IOException if there is no answer, or one that this client does not understand
     */
    JsonObject ask(String method, List<String> path, Map<String, String> form)
            throws IOException, InterruptedException {
        String encodedPath = path.stream().map(ApiClient::encode).collect(Collectors.joining("/", "/", ""));
        String encodedForm = form.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        boolean hasBody = method.equals("POST") || method.equals("PUT");
        String query = hasBody || encodedForm.isEmpty() ? "" : "?" + encodedForm;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + encodedPath + query))
                .timeout(PATIENCE)
                .header(tokenHeader, token)
                .method(
                        method,
                        hasBody
                                ? HttpRequest.BodyPublishers.ofString(encodedForm)
                                : HttpRequest.BodyPublishers.noBody());
        if (hasBody) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        if (ownBackend) {
            request.header("X-MLMMJADMIN-BACKEND", "cli");
        }
        return answer(request.build());
    }

    private JsonObject answer(HttpRequest request) throws IOException, InterruptedException {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("the API at " + base + " answers " + response.statusCode() + ": "
                        + response.body().lines().findFirst().orElse(""));
            }
            JsonObject answer = new JsonObject(response.body());
            if (!(answer.getValue("_success") instanceof Boolean)) {
                throw new IOException("what answers at " + base + " is no mlmmjadmin");
            }
            return answer;
        } catch (ConnectException e) {
            throw new IOException("the API at " + base + " cannot be reached; is mlmmjadmin running?", e);
        } catch (DecodeException e) {
            throw new IOException("what answers at " + base + " is no mlmmjadmin", e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
