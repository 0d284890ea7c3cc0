package org.jmlmmj.admin.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jmlmmj.core.address.EmailAddress;

/**
 * The headers that every list's posts get and lose, for one list (spec 09 §2.3, §7.4, §7.5). Immutable and thread-safe.
 */
final class HeaderLines {
    /** RFC 5322 §2.2. */
    private static final Pattern NAME = Pattern.compile("[!-9;-~]+");

    private static final Map<String, String> BUILT_IN = builtIn();

    private final Map<String, String> standard;
    private final List<String> alwaysRemoved;

    private HeaderLines(Map<String, String> standard, List<String> alwaysRemoved) {
        this.standard = standard;
        this.alwaysRemoved = List.copyOf(alwaysRemoved);
    }

    private static Map<String, String> builtIn() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Precedence", "bulk");
        headers.put("List-Id", "<%(mail)s>");
        headers.put("Reply-To", "%(mail)s");
        headers.put("List-Post", "<mailto:%(mail)s>");
        headers.put("List-Subscribe", "<mailto:%(listname)s+subscribe@%(domain)s?subject=Subscribe>");
        headers.put("List-Unsubscribe", "<mailto:%(listname)s+unsubscribe@%(domain)s?subject=Unsubscribe>");
        return headers;
    }

    /**
     * The headers of a list.
     *
     * @param changes of the built-in ones: name and value, or no value to take one away
     * @param removed names of headers that are always removed
     */
    static HeaderLines of(EmailAddress list, Map<String, Optional<String>> changes, List<String> removed) {
        Map<String, String> templates = new LinkedHashMap<>(BUILT_IN);
        changes.forEach((name, value) ->
                value.ifPresentOrElse(text -> templates.put(name, text), () -> templates.remove(name)));
        Map<String, String> lines = new LinkedHashMap<>();
        templates.forEach((name, template) -> lines.put(
                name,
                template.replace("%(mail)s", list.value())
                        .replace("%(listname)s", list.local())
                        .replace("%(domain)s", list.domain())));
        return new HeaderLines(lines, removed);
    }

    /**
     * The lines of {@code customheaders} for a value: the client's own first, sorted, then those of every list.
     *
     * @param replyTo whether posts get a {@code Reply-To:} by themselves, so that the one of every list must stay away (D21)
     * @param dropped gets the lines that are no headers or belong to every list
     */
    List<String> custom(String value, boolean replyTo, List<String> dropped) {
        TreeSet<String> own = new TreeSet<>();
        for (String piece : value.split("\n", -1)) {
            String line = piece.strip();
            if (line.isEmpty() || standard(false).contains(line)) {
                // Clients send back what they have read; those lines come again below.
                continue;
            }
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).strip();
            if (!NAME.matcher(name).matches() || line.chars().anyMatch(c -> c < ' ' && c != '\t') || isStandard(name)) {
                dropped.add(line);
            } else {
                own.add(name + line.substring(colon));
            }
        }
        List<String> lines = new ArrayList<>(own);
        lines.addAll(standard(replyTo));
        return lines;
    }

    /** The lines of a list whose answers go to the author from now on, or no longer: the rest stays as it is. */
    List<String> withReplyTo(List<String> lines, boolean replyTo) {
        List<String> kept = new ArrayList<>(lines);
        kept.removeIf(
                line -> standardReplyTo().filter(line.strip()::equalsIgnoreCase).isPresent());
        if (!replyTo) {
            standardReplyTo().ifPresent(kept::add);
        }
        return kept;
    }

    private Optional<String> standardReplyTo() {
        return standard.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Reply-To"))
                .map(header -> header.getKey() + ": " + header.getValue())
                .findFirst();
    }

    private boolean isStandard(String name) {
        return standard.keySet().stream().anyMatch(name::equalsIgnoreCase);
    }

    private List<String> standard(boolean replyTo) {
        return standard.entrySet().stream()
                .filter(header -> !(replyTo && header.getKey().equalsIgnoreCase("Reply-To")))
                .map(header -> header.getKey() + ": " + header.getValue())
                .toList();
    }

    /**
     * The lines of {@code delheaders} for a value.
     *
     * @param dropped gets what is no name of a header
     */
    List<String> removed(String value, List<String> dropped) {
        TreeSet<String> sorted = new TreeSet<>();
        for (String piece : value.split(",", -1)) {
            String name = piece.strip();
            String bare = name.endsWith(":") ? name.substring(0, name.length() - 1) : name;
            if (!bare.isEmpty() && NAME.matcher(bare).matches()) {
                sorted.add(bare + ":");
            } else if (!name.isEmpty()) {
                dropped.add(name);
            }
        }
        List<String> lines = new ArrayList<>(sorted);
        for (String name : alwaysRemoved) {
            String line = name.endsWith(":") ? name : name + ":";
            if (lines.stream()
                    .noneMatch(present -> present.toLowerCase(Locale.ROOT).equals(line.toLowerCase(Locale.ROOT)))) {
                lines.add(line);
            }
        }
        return lines;
    }
}
