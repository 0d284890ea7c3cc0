package org.jmlmmj.admin.api;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
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
        answer(context).send(context);
    }

    private Answer answer(RoutingContext context) {
        HttpServerRequest request = context.request();
        Map<Endpoint, Map<PathPart, String>> matches = matches(request);
        if (matches.isEmpty()) {
            return Answer.plain(404, "not found");
        }
        HttpMethod method = request.method().equals(HttpMethod.HEAD) ? HttpMethod.GET : request.method();
        Optional<Endpoint> endpoint = matches.keySet().stream()
                .filter(match -> match.method().equals(method))
                .findFirst();
        if (endpoint.isEmpty()) {
            context.response().putHeader("Allow", allowed(matches.keySet()));
            return Answer.plain(405, "method not allowed");
        }
        String client = client(request);
        Gate.Pass pass = gate.check(client, secret(request));
        if (pass.refusal().isPresent()) {
            return Answer.failure(pass.refusal().get(), List.of());
        }
        try {
            Map<PathPart, String> variables = matches.getOrDefault(endpoint.get(), Map.of());
            ApiRequest wanted = new ApiRequest(variables, FormReader.read(context), pass.scope());
            return carryOut(endpoint.get(), wanted, "[" + client + "] " + pass.actor());
        } catch (BadRequestException e) {
            return Answer.plain(400, String.valueOf(e.getMessage()));
        }
    }

    private Map<Endpoint, Map<PathPart, String>> matches(HttpServerRequest request) {
        List<Endpoint> all = "cli".equals(request.getHeader(BACKEND_HEADER)) ? clientEndpoints : endpoints;
        Map<Endpoint, Map<PathPart, String>> matches = new LinkedHashMap<>();
        PathTemplate.segments(request.path())
                .ifPresent(segments -> all.forEach(endpoint ->
                        endpoint.template().match(segments).ifPresent(variables -> matches.put(endpoint, variables))));
        return matches;
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

    static String client(HttpServerRequest request) {
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

    /** @param actor who asks, for the log */
    private Answer carryOut(Endpoint endpoint, ApiRequest request, String actor) {
        List<String> warnings =
                new ArrayList<>(endpoint.unknown(request.form().all().keySet()));
        Answer answer;
        String result = "done";
        try {
            if (!request.scope().opens(endpoint, request)) {
                throw new RequestException(TokenScope.REFUSAL);
            }
            Reply reply = endpoint.action().run(request);
            warnings.addAll(reply.warnings());
            answer = Answer.success(reply, warnings);
        } catch (RequestException e) {
            warnings.addAll(e.warnings());
            answer = Answer.failure(e.code(), warnings);
            result = e.code();
            tellCause(endpoint, e);
        } catch (IOException | UncheckedIOException e) {
            answer = Answer.failure("IO_ERROR", List.of());
            result = "IO_ERROR";
            syslog.error(
                    endpoint.method() + " " + endpoint.path() + " " + request.variables() + ": " + FailureText.of(e));
        }
        if (!endpoint.isReading() || result.equals(TokenScope.REFUSAL)) {
            tellRequest(endpoint, request, actor, result);
        }
        return answer;
    }

    private void tellCause(Endpoint endpoint, RequestException e) {
        Throwable cause = e.getCause();
        if (cause != null) {
            syslog.error(endpoint.method() + " " + endpoint.path() + ": " + e.code() + ": " + FailureText.of(cause));
        }
    }

    /** Every change, with who asked for it and the names of what was given, as values may be secret or long. */
    private void tellRequest(Endpoint endpoint, ApiRequest request, String actor, String result) {
        Map<PathPart, String> variables = request.variables();
        syslog.info(actor + ": " + endpoint.method() + " "
                + variables.getOrDefault(PathPart.LIST, variables.getOrDefault(PathPart.SUBSCRIBER, "")) + " "
                + endpoint.path().replaceFirst("^/api/", "") + " "
                + request.form().all().keySet() + ": " + result);
    }
}
