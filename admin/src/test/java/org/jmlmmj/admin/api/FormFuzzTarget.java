package org.jmlmmj.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Any octets as the body of a request, as the part of its address behind the question mark, and as a part of its path. For one thread. */
public final class FormFuzzTarget {
    private static final List<String> TYPES =
            List.of("", "application/x-www-form-urlencoded; charset=utf-8", "application/json", "text/plain");

    private FormFuzzTarget() {}

    /** One input. */
    public static void fuzzerTestOneInput(byte[] octets) throws BadRequestException {
        for (String type : TYPES) {
            try {
                check(Form.ofBody(type, octets));
            } catch (BadRequestException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
        String text = new String(octets, StandardCharsets.UTF_8);
        try {
            check(Form.ofQuery(text));
        } catch (BadRequestException e) {
            assertThat(text).contains("%");
        }
        for (PathPart part : PathPart.values()) {
            part.accept(text).ifPresent(accepted -> check(part, accepted));
        }
    }

    /** What becomes part of a path leads nowhere else, and stays as it is. */
    private static void check(PathPart part, String accepted) {
        assertThat(part.accept(accepted)).hasValue(accepted);
        assertThat(accepted)
                .doesNotContain("\0", "\n", "\r", "../")
                .doesNotStartWith("/")
                .doesNotStartWith(".");
    }

    /** Written down and read again, it is the same form. */
    private static void check(Form form) throws BadRequestException {
        Map<String, String> all = form.all();
        if (all.keySet().stream().anyMatch(String::isEmpty) || !all.toString().equals(utf8(all.toString()))) {
            return;
        }
        String written = all.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        assertThat(Form.ofBody("", written.getBytes(StandardCharsets.UTF_8)).all())
                .isEqualTo(all);
        byte[] json = new JsonObject(Map.copyOf(all)).encode().getBytes(StandardCharsets.UTF_8);
        assertThat(Form.ofBody("application/json", json).all()).isEqualTo(all);
    }

    /** Halves of characters, which JSON can name, cannot be written down. */
    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
