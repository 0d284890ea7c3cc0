package org.jmlmmj.bounce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One group of fields of a {@code message/delivery-status} (RFC 3464 §2.1). Of fields with the same name the first counts.
 * Immutable and thread-safe.
 */
final class StatusFields {
    private static final int MOST_FIELDS = 200;

    private final Map<String, String> fields;

    private StatusFields(Map<String, String> fields) {
        this.fields = fields;
    }

    /**
     * Reads groups, which are separated by empty lines. Some servers leave those out, and so another recipient begins a group
     * too; others put them in everywhere, and so a group without a recipient belongs to the one before.
     *
     * @param most the most groups that are read
     */
    static List<StatusFields> read(String text, int most) {
        List<StatusFields> groups = new ArrayList<>();
        Map<String, String> group = new LinkedHashMap<>();
        String name = "";
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (line.isBlank()) {
                add(groups, group, most);
                group = new LinkedHashMap<>();
                name = "";
                continue;
            }
            Optional<String> begun = name(line);
            if (begun.isEmpty()) {
                // A continuation, also of those servers that forget to indent it.
                group.computeIfPresent(name, (key, value) -> (value + " " + line.strip()).strip());
                continue;
            }
            name = begun.get();
            if (isRecipient(name) && group.containsKey(name)) {
                add(groups, group, most);
                group = new LinkedHashMap<>();
            }
            if (group.size() < MOST_FIELDS) {
                group.putIfAbsent(name, line.substring(line.indexOf(':') + 1).strip());
            }
        }
        add(groups, group, most);
        return groups;
    }

    private static void add(List<StatusFields> groups, Map<String, String> group, int most) {
        if (group.isEmpty() || groups.size() >= most) {
            return;
        }
        StatusFields last = groups.isEmpty() ? new StatusFields(Map.of()) : groups.get(groups.size() - 1);
        boolean completes = group.keySet().stream().noneMatch(StatusFields::isRecipient)
                && last.isOfRecipient()
                && last.fields.keySet().stream().noneMatch(group::containsKey);
        if (completes) {
            last.fields.putAll(group);
        } else {
            groups.add(new StatusFields(group));
        }
    }

    /** The name that a line begins with, in lower case; empty if it begins no field. */
    private static Optional<String> name(String line) {
        int colon = line.indexOf(':');
        String name = colon < 1 ? "" : line.substring(0, colon).stripTrailing();
        boolean valid =
                !name.isEmpty() && name.chars().allMatch(c -> c == '-' || (c < 128 && Character.isLetterOrDigit(c)));
        return valid ? Optional.of(name.toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private static boolean isRecipient(String name) {
        return name.equals("final-recipient") || name.equals("original-recipient");
    }

    /** Whether the group is about a recipient and not about the mail. */
    boolean isOfRecipient() {
        return fields.containsKey("action") || fields.keySet().stream().anyMatch(StatusFields::isRecipient);
    }

    /** The unfolded value of a field. */
    Optional<String> get(String name) {
        return Optional.ofNullable(fields.get(name.toLowerCase(Locale.ROOT)));
    }
}
