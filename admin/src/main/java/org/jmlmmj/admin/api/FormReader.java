package org.jmlmmj.admin.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Takes the parameters from a request whose body has been read (spec 09 §4.3). Stateless and thread-safe. */
final class FormReader {
    private FormReader() {}

    /** Those of the query, and of the body where the method has one. */
    static Form read(RoutingContext context) throws BadRequestException {
        HttpServerRequest request = context.request();
        Form form = Form.ofQuery(Optional.ofNullable(request.query()).orElse(""));
        boolean hasBody =
                request.method().equals(HttpMethod.POST) || request.method().equals(HttpMethod.PUT);
        return hasBody ? form.with(body(context)) : form;
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
}
