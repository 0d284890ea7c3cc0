package org.jmlmmj.admin.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jmlmmj.core.list.Tunable;

/** The names that files in {@code control} have, and what to think of others (spec 08). Immutable and thread-safe. */
final class ControlNames {
    /** More changes than this make another word. */
    private static final int MOST_CHANGES = 2;

    /** Files of other programs, or of the original, that have no effect here (spec 07 §13, 08 §2). */
    private static final Set<String> OF_OTHERS = Set.of(
            "admin_users",
            "amime-footer-base64",
            "footer_base64",
            "memorymailsize",
            "mungefrom",
            "subonrelease",
            "subsadmin_users");

    /** How editors and package tools call what they leave behind. */
    private static final List<String> LEFTOVERS =
            List.of("~", ".bak", ".old", ".orig", ".save", ".swp", ".dpkg-old", ".dpkg-new", ".rpmsave", ".rpmnew");

    private final Map<String, Tunable<?>> known = new TreeMap<>();

    ControlNames() {
        Tunable.known().forEach(tunable -> known.put(tunable.name(), tunable));
    }

    /** The control file of this name, if this software reads it. */
    Optional<Tunable<?>> known(String name) {
        return Optional.ofNullable(known.get(name));
    }

    /** Whether nothing is wrong with a file of this name that this software does not read. */
    boolean isHarmless(String name) {
        return OF_OTHERS.contains(name) || LEFTOVERS.stream().anyMatch(name::endsWith) || name.startsWith(".");
    }

    /** What somebody may have meant; a control file with a slip in its name is without effect and without a word. */
    Optional<String> meant(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace('-', '_').replaceAll("\\.(txt|conf)$", "");
        String letters = plain.replace("_", "");
        if (known.containsKey(letters)) {
            return Optional.of(letters);
        }
        int most = Math.min(MOST_CHANGES, letters.length() / 3);
        TreeMap<Integer, TreeSet<String>> near = known.keySet().stream()
                .collect(Collectors.groupingBy(
                        word -> changes(plain, word), TreeMap::new, Collectors.toCollection(TreeSet::new)));
        return near.firstKey() <= most
                ? Optional.of(near.firstEntry().getValue().first())
                : Optional.empty();
    }

    /** The Levenshtein distance: letters to insert, remove or exchange. */
    static int changes(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= to.length(); column++) {
                int exchanged = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(exchanged, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[to.length()];
    }
}
