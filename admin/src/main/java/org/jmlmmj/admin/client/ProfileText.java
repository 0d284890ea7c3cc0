package org.jmlmmj.admin.client;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.admin.profile.Parameter;

/** A profile for people, one line per parameter (spec 09 §13.2). Stateless and thread-safe. */
final class ProfileText {
    private ProfileText() {}

    static String of(JsonObject answer) {
        JsonObject profile = answer.getJsonObject("_data", new JsonObject());
        List<String> lines = new ArrayList<>();
        for (Parameter parameter : Parameter.values()) {
            if (profile.containsKey(parameter.parameter())) {
                lines.add(parameter.parameter() + "=" + text(profile.getValue(parameter.parameter())));
            }
        }
        return String.join("\n", lines);
    }

    /** Lists with brackets and quotes; a text of several lines as JSON writes it, so that it stays on one. */
    private static String text(Object value) {
        if (value instanceof JsonArray list) {
            List<String> items = new ArrayList<>();
            list.forEach(item -> items.add(quoted(String.valueOf(item))));
            return "[" + String.join(", ", items) + "]";
        }
        String text = String.valueOf(value);
        return text.chars().anyMatch(Character::isISOControl) ? json(text) : text;
    }

    /** As Python prints it: with double quotes if there is an apostrophe inside. */
    private static String quoted(String item) {
        if (item.indexOf('\'') >= 0 || item.chars().anyMatch(Character::isISOControl)) {
            return json(item);
        }
        return "'" + item.replace("\\", "\\\\") + "'";
    }

    private static String json(String text) {
        return new JsonArray().add(text).encode().replaceAll("^\\[|]$", "");
    }
}
