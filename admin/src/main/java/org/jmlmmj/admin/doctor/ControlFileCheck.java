package org.jmlmmj.admin.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.list.Tunables;

/** Control files one by one: can they be read, do their values make sense, are their names known (spec 01 §5, 08)? Stateless, so thread-safe. */
final class ControlFileCheck implements ListCheck {
    /** What people write into a file to switch something off; for a flag it has no effect (spec 01 §5.1). */
    private static final Set<String> OFF = Set.of("0", "no", "off", "false", "n");

    /** Nobody writes more than a word into a flag. */
    private static final long MOST_OCTETS = 16;

    private final ControlNames names = new ControlNames();

    @Override
    public String name() {
        return "control";
    }

    @Override
    public void examine(MailingList list, Notes notes) throws IOException {
        Path folder = list.directory().path().resolve("control");
        int troubles = 0;
        int count = 0;
        for (Path file : files(folder)) {
            count++;
            troubles += examine(file, notes);
        }
        if (troubles == 0) {
            notes.ok(count + " files, all understood");
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private int examine(Path file, Notes notes) {
        String name = String.valueOf(file.getFileName());
        Optional<Tunable<?>> tunable = names.known(name);
        if (tunable.isEmpty()) {
            return unknown(file, name, notes);
        }
        List<String> warnings = new ArrayList<>();
        try {
            Tunables tunables = new Tunables(file.resolveSibling(""), warnings::add);
            Object value = tunables.get(tunable.get());
            if (tunable.get().equals(Tunable.MAXMAILSIZE)) {
                value = tunables.maxMailSize();
            }
            if (value.equals(true)) {
                switchedOff(file, warnings);
            }
        } catch (IOException e) {
            notes.fail(
                    reason(file, e) + "; programs that need it fail until it can be read",
                    "make it a file that the list's user can read, or delete it");
            return 1;
        }
        warnings.forEach(warning -> notes.warn(warning, "correct or delete it"));
        return warnings.size();
    }

    /** The JDK does not always say which file. */
    private static String reason(Path file, IOException failure) {
        String reason = FailureText.of(failure);
        return reason.contains(file.toString()) ? reason : file + ": " + reason;
    }

    private static void switchedOff(Path file, List<String> warnings) throws IOException {
        if (Files.isRegularFile(file)
                && Files.size(file) <= MOST_OCTETS
                && OFF.contains(Files.readString(file).strip())) {
            warnings.add(file + " says \"" + Files.readString(file).strip()
                    + "\", but it counts because it exists, whatever is in it");
        }
    }

    /** List texts can show any file of {@code control} (spec 01 §5.4), so an unknown one may be meant. */
    private int unknown(Path file, String name, Notes notes) {
        if (names.isHarmless(name)) {
            return 0;
        }
        Optional<String> meant = names.meant(name);
        meant.ifPresent(known -> notes.warn(
                file + " has no effect: no program reads a file of that name", "if " + known + " is meant, rename it"));
        return meant.isPresent() ? 1 : 0;
    }
}
