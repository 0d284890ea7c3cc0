package org.jmlmmj.admin.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The description of the API, made from its catalogue and so never different from it (OpenAPI 3.1). Stateless and thread-safe. */
final class OpenApi {
    private OpenApi() {}

    static String describe(List<Endpoint> endpoints, String version, String tokenHeader) {
        JsonObject paths = new JsonObject();
        for (Endpoint endpoint : endpoints) {
            JsonObject path = paths.getJsonObject(endpoint.path(), new JsonObject());
            path.put(endpoint.method().name().toLowerCase(Locale.ROOT), operation(endpoint));
            paths.put(endpoint.path(), path);
        }
        paths.put("/health", new JsonObject().put("get", open("Tells whether the API and its backend work.")));
        paths.put("/openapi.json", new JsonObject().put("get", open("This description.")));
        JsonObject token =
                new JsonObject().put("type", "apiKey").put("in", "header").put("name", tokenHeader);
        return new JsonObject()
                .put("openapi", "3.1.0")
                .put(
                        "info",
                        new JsonObject()
                                .put("title", "mlmmjadmin")
                                .put("version", version)
                                .put(
                                        "description",
                                        "Every answer is a JSON object with _success, and _data or _msg. _warnings names what was"
                                                + " ignored or taken differently."))
                .put("paths", paths)
                .put("components", new JsonObject().put("securitySchemes", new JsonObject().put("token", token)))
                .put("security", new JsonArray().add(new JsonObject().put("token", new JsonArray())))
                .encodePrettily();
    }

    private static JsonObject open(String summary) {
        return new JsonObject()
                .put("summary", summary)
                .put("security", new JsonArray())
                .put("responses", responses());
    }

    private static JsonObject operation(Endpoint endpoint) {
        JsonObject operation = new JsonObject().put("summary", endpoint.summary());
        JsonArray parameters = new JsonArray();
        Arrays.stream(PathPart.values())
                .filter(part -> endpoint.path().contains(part.template()))
                .forEach(part -> parameters.add(parameter(
                        part.name().toLowerCase(Locale.ROOT), "path", "As part of the path, percent-encoded.", true)));
        boolean inQuery = endpoint.method().name().equals("GET")
                || endpoint.method().name().equals("DELETE");
        if (inQuery) {
            endpoint.parameters()
                    .forEach(form -> parameters.add(parameter(form.name(), "query", form.meaning(), false)));
        } else {
            operation.put("requestBody", body(endpoint));
        }
        return operation.put("parameters", parameters).put("responses", responses());
    }

    private static JsonObject parameter(String name, String place, String meaning, boolean required) {
        return new JsonObject()
                .put("name", name)
                .put("in", place)
                .put("required", required)
                .put("description", meaning)
                .put("schema", new JsonObject().put("type", "string"));
    }

    private static JsonObject body(Endpoint endpoint) {
        JsonObject properties = new JsonObject();
        endpoint.parameters()
                .forEach(form -> properties.put(
                        form.name(), new JsonObject().put("type", "string").put("description", form.meaning())));
        JsonObject schema = new JsonObject().put("type", "object").put("properties", properties);
        JsonObject content = new JsonObject();
        for (String type : List.of("application/x-www-form-urlencoded", "multipart/form-data", "application/json")) {
            content.put(type, new JsonObject().put("schema", schema));
        }
        return new JsonObject().put("content", content);
    }

    private static JsonObject responses() {
        JsonObject properties = new JsonObject()
                .put("_success", new JsonObject().put("type", "boolean"))
                .put("_data", new JsonObject())
                .put("_msg", new JsonObject().put("type", "string"))
                .put(
                        "_warnings",
                        new JsonObject().put("type", "array").put("items", new JsonObject().put("type", "string")));
        JsonObject schema = new JsonObject()
                .put("type", "object")
                .put("required", new JsonArray().add("_success"))
                .put("properties", properties);
        return new JsonObject()
                .put(
                        "200",
                        new JsonObject()
                                .put("description", "What it came to, success and failure alike.")
                                .put(
                                        "content",
                                        new JsonObject()
                                                .put("application/json", new JsonObject().put("schema", schema))))
                .put("400", new JsonObject().put("description", "The form of the request is wrong."))
                .put("413", new JsonObject().put("description", "The body is too large."));
    }
}
