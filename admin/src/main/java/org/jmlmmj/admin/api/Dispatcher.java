package org.jmlmmj.admin.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jmlmmj.admin.lists.Reply;
import org.jmlmmj.admin.lists.RequestException;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.log.Syslog;

/**
 * Finds the endpoint of a request, checks who asks, carries it out and answers, in the order of spec 09 §4.5. Whatever goes wrong inside is
 * told to the log in full and to the client as a code. Thread-safe.
 */
final class Dispatcher {
    /** The command line client asks for the other backend with it (spec 09 §13.1). */
    private static final String BACKEND_HEADER = "X-MLMMJADMIN-BACKEND";

    private final List<Endpoint> endpoints;
    private final List<Endpoint> clientEndpoints;
    private final Gate gate;
    private final String tokenHeader;
    private final Syslog syslog;

    /**
     * @param endpoints with the backend of the API
     * @param clientEndpoints the same with the backend of the command line client
     */
    Dispatcher(List<Endpoint> endpoints, List<Endpoint> clientEndpoints, Gate gate, String tokenHeader, Syslog syslog) {
        this.endpoints = List.copyOf(endpoints);
        this.clientEndpoints = List.copyOf(clientEndpoints);
        this.gate = gate;
        this.tokenHeader = tokenHeader;
        this.syslog = syslog;
    }

    /** Answers one request; its body has been read. */
    void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<List<String>> segments = segments(request.path());
        Map<Endpoint, Map<PathPart, String>> matches = new LinkedHashMap<>();
        List<Endpoint> all = "cli".equals(request.getHeader(BACKEND_HEADER)) ? clientEndpoints : endpoints;
        segments.ifPresent(parts -> all.forEach(
                endpoint -> endpoint.match(parts).ifPresent(variables -> matches.put(endpoint, variables))));
        if (matches.isEmpty()) {
            plain(context, 404, "not found");
            return;
        }
        HttpMethod method = request.method().equals(HttpMethod.HEAD) ? HttpMethod.GET : request.method();
        Optional<Endpoint> endpoint = matches.keySet().stream()
                .filter(match -> match.method().equals(method))
                .findFirst();
        if (endpoint.isEmpty()) {
            context.response().putHeader("Allow", allowed(matches.keySet()));
            plain(context, 405, "method not allowed");
            return;
        }
        Gate.Pass pass = gate.check(client(request), secret(request));
        if (pass.refusal().isPresent()) {
            answer(context, failure(pass.refusal().get(), List.of()));
            return;
        }
        carryOut(context, endpoint.get(), matches.getOrDefault(endpoint.get(), Map.of()), pass.actor());
    }

    private static String allowed(Set<Endpoint> matches) {
        Set<String> methods = new LinkedHashSet<>();
        for (Endpoint match : matches) {
            methods.add(match.method().name());
            if (match.method().equals(HttpMethod.GET)) {
                methods.add("HEAD");
            }
        }
        return String.join(", ", methods);
    }

    /** Between the slashes, decoded one by one, so that an encoded slash stays part of its segment (spec 09 D10). */
    private static Optional<List<String>> segments(String path) {
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        List<String> segments = new ArrayList<>();
        for (String raw : path.substring(1).split("/", -1)) {
            Optional<String> segment = decode(raw);
            if (segment.isEmpty()) {
                return Optional.empty();
            }
            segments.add(segment.get());
        }
        return Optional.of(segments);
    }

    private static Optional<String> decode(String raw) {
        ByteBuffer octets = ByteBuffer.allocate(raw.length() * 3);
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '%') {
                octets.put(String.valueOf(c).getBytes(UTF_8));
                continue;
            }
            if (i + 2 >= raw.length()
                    || Character.digit(raw.charAt(i + 1), 16) < 0
                    || Character.digit(raw.charAt(i + 2), 16) < 0) {
                return Optional.empty();
            }
            octets.put((byte) (Character.digit(raw.charAt(i + 1), 16) << 4 | Character.digit(raw.charAt(i + 2), 16)));
            i += 2;
        }
        try {
            return Optional.of(UTF_8.newDecoder().decode(octets.flip()).toString());
        } catch (CharacterCodingException e) {
            // No address and no word of a path looks like that.
            return Optional.empty();
        }
    }

    private static String client(HttpServerRequest request) {
        return request.remoteAddress() == null
                ? ""
                : String.valueOf(request.remoteAddress().hostAddress());
    }

    /** Hyphens and underscores are the same in its name, as in the gateway that older clients know (spec 09 §5). */
    private String secret(HttpServerRequest request) {
        for (Map.Entry<String, String> header : request.headers()) {
            if (header.getKey().replace('_', '-').equalsIgnoreCase(tokenHeader.replace('_', '-'))) {
                return header.getValue();
            }
        }
        return "";
    }

    private void carryOut(RoutingContext context, Endpoint endpoint, Map<PathPart, String> variables, String actor) {
        JsonObject answer;
        String result = "done";
        try {
            Reply reply = endpoint.action().run(new ApiRequest(variables, form(context)));
            answer = success(reply.data(), warnings(context, endpoint, reply.warnings()));
        } catch (BadRequestException e) {
            plain(context, 400, String.valueOf(e.getMessage()));
            return;
        } catch (RequestException e) {
            answer = failure(e.code(), warnings(context, endpoint, e.warnings()));
            result = e.code();
            tellCause(endpoint, e);
        } catch (IOException | UncheckedIOException e) {
            answer = failure("IO_ERROR", List.of());
            result = "IO_ERROR";
            syslog.error(endpoint.method() + " " + endpoint.path() + " " + variables + ": " + FailureText.of(e));
        }
        logChange(context, endpoint, variables, actor, result);
        answer(context, answer);
    }

    private void tellCause(Endpoint endpoint, RequestException e) {
        Throwable cause = e.getCause();
        if (cause != null) {
            syslog.error(endpoint.method() + " " + endpoint.path() + ": " + e.code() + ": " + FailureText.of(cause));
        }
    }

    /** Every change, with who asked for it and the names of what was given, as values may be secret or long. */
    private void logChange(
            RoutingContext context, Endpoint endpoint, Map<PathPart, String> variables, String actor, String result) {
        if (!endpoint.method().equals(HttpMethod.GET)) {
            Form form = context.get("form");
            syslog.info("[" + client(context.request()) + "] " + actor + ": " + endpoint.method() + " "
                    + variables.getOrDefault(PathPart.LIST, variables.getOrDefault(PathPart.SUBSCRIBER, "")) + " "
                    + endpoint.path().replaceFirst("^/api/", "") + " "
                    + (form == null ? List.of() : form.all().keySet()) + ": " + result);
        }
    }

    private static Form form(RoutingContext context) throws BadRequestException {
        HttpServerRequest request = context.request();
        Form form = Form.ofQuery(Optional.ofNullable(request.query()).orElse(""));
        if (request.method().equals(HttpMethod.POST) || request.method().equals(HttpMethod.PUT)) {
            form = form.with(body(context));
        }
        context.put("form", form);
        return form;
    }

    private static Form body(RoutingContext context) throws BadRequestException {
        String type =
                Optional.ofNullable(context.request().getHeader("Content-Type")).orElse("");
        if (type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            Map<String, String> values = new LinkedHashMap<>();
            context.request().formAttributes().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
            return Form.of(values);
        }
        Buffer body = context.body().buffer();
        return body == null ? Form.empty() : Form.ofBody(type, body.getBytes());
    }

    private static List<String> warnings(RoutingContext context, Endpoint endpoint, List<String> more) {
        Form form = context.get("form");
        List<String> all = new ArrayList<>(endpoint.unknown(form.all().keySet()));
        all.addAll(more);
        return all;
    }

    private static JsonObject success(Optional<Object> data, List<String> warnings) {
        JsonObject answer = new JsonObject().put("_success", true);
        data.ifPresent(value -> answer.put("_data", value));
        return withWarnings(answer, warnings);
    }

    private static JsonObject failure(String code, List<String> warnings) {
        JsonObject answer = new JsonObject().put("_success", false);
        if (!code.isEmpty()) {
            answer.put("_msg", code);
        }
        return withWarnings(answer, warnings);
    }

    private static JsonObject withWarnings(JsonObject answer, List<String> warnings) {
        return warnings.isEmpty() ? answer : answer.put("_warnings", new JsonArray(warnings));
    }

    private static void answer(RoutingContext context, JsonObject answer) {
        send(context, 200, "application/json", answer.encode());
    }

    static void plain(RoutingContext context, int status, String text) {
        send(context, status, "text/plain; charset=utf-8", text);
    }

    static void send(RoutingContext context, int status, String type, String text) {
        Buffer body = Buffer.buffer(text, "UTF-8");
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", type)
                .putHeader("Content-Length", Integer.toString(body.length()))
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
        if (context.request().method().equals(HttpMethod.HEAD)) {
            context.response().end();
        } else {
            context.response().end(body);
        }
    }
}
