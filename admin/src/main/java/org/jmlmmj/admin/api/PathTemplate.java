package org.jmlmmj.admin.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What paths of an endpoint look like. Immutable and thread-safe.
 *
 * @param text for example {@code /api/{list}/owners}
 * @param parts between its slashes
 */
record PathTemplate(String text, List<Part> parts) {
    PathTemplate {
        parts = List.copyOf(parts);
    }

    /** A fixed word, or a place for a variable. */
    record Part(String word, Optional<PathPart> variable) {
        static Part of(String word) {
            return new Part(
                    word,
                    Arrays.stream(PathPart.values())
                            .filter(part -> part.template().equals(word))
                            .findFirst());
        }
    }

    static PathTemplate of(String text) {
        return new PathTemplate(
                text, segments(text).orElseThrow().stream().map(Part::of).toList());
    }

    /**
     * The variables of a path; empty if it does not look like this.
     *
     * @param segments as {@link #segments} gives them
     */
    Optional<Map<PathPart, String>> match(List<String> segments) {
        if (parts.size() != segments.size()) {
            return Optional.empty();
        }
        Map<PathPart, String> variables = new EnumMap<>(PathPart.class);
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            String given = segments.get(i);
            if (part.variable().isEmpty()) {
                if (!part.word().equals(given)) {
                    return Optional.empty();
                }
                continue;
            }
            Optional<String> value = part.variable().get().accept(given);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            variables.put(part.variable().get(), value.get());
        }
        return Optional.of(variables);
    }

    /**
     * What stands between the slashes of a path, decoded one by one, so that an encoded slash stays part of its segment (spec 09
     * D10); empty if no endpoint can have such a path.
     */
    static Optional<List<String>> segments(String path) {
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
}
