package org.jmlmmj.admin.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request, by name; of several values of a name the last counts (spec 09 §4.3, D11, D12). Immutable and
 * thread-safe.
 */
final class Form {
    private static final int MOST_PARAMETERS = 1000;

    private final Map<String, String> values;

    private Form(Map<String, String> values) {
        this.values = values;
    }

    static Form empty() {
        return new Form(Map.of());
    }

    /** The parameters behind the question mark. */
    static Form ofQuery(String query) throws BadRequestException {
        return new Form(decode(query));
    }

    /** Parameters that were read elsewhere. */
    static Form of(Map<String, String> values) {
        return new Form(new LinkedHashMap<>(values));
    }

    /**
     * The parameters of a body.
     *
     * @param type its {@code Content-Type}; empty: a form
     */
    static Form ofBody(String type, byte[] body) throws BadRequestException {
        String word = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        String text = utf8(body);
        return switch (word) {
            case "", "application/x-www-form-urlencoded" -> new Form(decode(text));
            case "application/json" -> new Form(json(text));
            default ->
                throw new BadRequestException(
                        "Content-Type " + word
                                + " is not understood; use application/x-www-form-urlencoded, multipart/form-data or application/json");
        };
    }

    private static String utf8(byte[] octets) throws BadRequestException {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        } catch (CharacterCodingException e) {
            BadRequestException refusal = new BadRequestException("the body is not valid UTF-8");
            refusal.initCause(e);
            throw refusal;
        }
    }

    private static Map<String, String> decode(String text) throws BadRequestException {
        try {
            Map<String, String> values = new LinkedHashMap<>();
            Map<String, List<String>> all =
                    new QueryStringDecoder(text, UTF_8, false, MOST_PARAMETERS, true).parameters();
            all.forEach((name, several) -> values.put(name, several.get(several.size() - 1)));
            return values;
        } catch (IllegalArgumentException e) {
            BadRequestException refusal =
                    new BadRequestException("a percent sign is not followed by two hexadecimal digits");
            refusal.initCause(e);
            throw refusal;
        }
    }

    /** One flat object; a list in it stands for its items with commas between them. */
    private static Map<String, String> json(String text) throws BadRequestException {
        try {
            Map<String, String> values = new LinkedHashMap<>();
            for (Map.Entry<String, Object> entry : new JsonObject(text.isBlank() ? "{}" : text)) {
                values.put(entry.getKey(), json(entry.getKey(), entry.getValue()));
            }
            return values;
        } catch (DecodeException | ClassCastException e) {
            BadRequestException refusal = new BadRequestException("the body is no JSON object");
            refusal.initCause(e);
            throw refusal;
        }
    }

    private static String json(String name, @Nullable Object value) throws BadRequestException {
        if (value instanceof JsonObject) {
            throw new BadRequestException("the value of " + name + " must not be an object");
        }
        if (value instanceof JsonArray several) {
            if (several.stream().anyMatch(item -> item instanceof JsonObject || item instanceof JsonArray)) {
                throw new BadRequestException("the value of " + name + " must be a list of plain values");
            }
            return several.stream().map(Form::plain).collect(Collectors.joining(","));
        }
        return plain(value);
    }

    private static String plain(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "yes" : "no";
        }
        return value == null ? "" : value.toString();
    }

    /** These parameters, and those of another form, which win. */
    Form with(Form other) {
        Map<String, String> all = new LinkedHashMap<>(values);
        other.values.forEach((name, value) -> {
            all.remove(name);
            all.put(name, value);
        });
        return new Form(all);
    }

    /** The value of a parameter; empty if it is not there. */
    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The value of a parameter, or an empty one. */
    String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** Whether a mark is set: any value but {@code no} (spec 09 D37). */
    boolean marks(String name) {
        return value(name).filter(value -> !value.equalsIgnoreCase("no")).isPresent();
    }

    /** All of them, in the order of the request. */
    Map<String, String> all() {
        return new LinkedHashMap<>(values);
    }
}
