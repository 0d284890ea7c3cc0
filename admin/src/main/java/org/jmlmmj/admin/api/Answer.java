package org.jmlmmj.admin.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jmlmmj.admin.lists.Reply;

/**
 * What goes back to the client (spec 09 §4.4). Immutable and thread-safe.
 *
 * @param status of HTTP; 200 also for what was refused, as clients look at {@code _success} alone
 * @param type of the text
 */
record Answer(int status, String type, String text) {
    /** One word or sentence. */
    static Answer plain(int status, String text) {
        return new Answer(status, "text/plain; charset=utf-8", text);
    }

    static Answer json(int status, String text) {
        return new Answer(status, "application/json", text);
    }

    static Answer success(Reply reply, List<String> warnings) {
        JsonObject answer = new JsonObject().put("_success", true);
        reply.data().ifPresent(value -> answer.put("_data", value));
        return json(200, withWarnings(answer, warnings).encode());
    }

    /** @param code why; empty: there is no reason beyond that it is so */
    static Answer failure(String code, List<String> warnings) {
        JsonObject answer = new JsonObject().put("_success", false);
        if (!code.isEmpty()) {
            answer.put("_msg", code);
        }
        return json(200, withWarnings(answer, warnings).encode());
    }

    private static JsonObject withWarnings(JsonObject answer, List<String> warnings) {
        return warnings.isEmpty() ? answer : answer.put("_warnings", new JsonArray(warnings));
    }

    void send(RoutingContext context) {
        Buffer body = Buffer.buffer(text, "UTF-8");
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", type)
                .putHeader("Content-Length", Integer.toString(body.length()))
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
        if (context.request().method().equals(HttpMethod.HEAD)) {
            // Spec 09 D61.
            context.response().end();
        } else {
            context.response().end(body);
        }
    }
}
