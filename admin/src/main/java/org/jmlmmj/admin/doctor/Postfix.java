package org.jmlmmj.admin.doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Postfix says about its settings, through {@code postconf}, {@code postmap} and {@code postalias}. Immutable and thread-safe.
 *
 * @param commands the machine's programs
 */
record Postfix(Commands commands) {
    /** Postfix ends so where a key is in no map. */
    private static final int NOT_FOUND = 1;

    /** A map could not be asked: it is missing, may not be read, or its server does not answer. */
    static final class UnansweredException extends Exception {
        private static final long serialVersionUID = 1L;

        UnansweredException(String message) {
            super(message);
        }
    }

    /** Whether there is Postfix on this machine. */
    boolean isThere() {
        return setting("mail_version").isPresent();
    }

    /** A setting of main.cf or its default. */
    Optional<String> setting(String name) {
        return commands.run(List.of("postconf", "-h", name))
                .filter(ended -> ended.status() == 0)
                // It complains about unused settings on standard error, before.
                .map(ended -> ended.out()
                        .lines()
                        .filter(line -> !line.startsWith("postconf: "))
                        .reduce("", (before, line) -> line)
                        .strip());
    }

    /** A service of master.cf as one line; empty if there is none. */
    Optional<String> service(String name) {
        return commands.run(List.of("postconf", "-M", name + "/unix"))
                .filter(ended -> ended.status() == 0)
                .map(ended -> ended.out()
                        .lines()
                        .filter(line -> !line.startsWith("postconf: "))
                        .reduce("", (before, line) -> before + " " + line.strip())
                        .strip())
                .filter(line -> !line.isEmpty());
    }

    /** What the maps of a setting have for a key; the first one that knows it counts. */
    Optional<String> lookup(String setting, String key) throws UnansweredException {
        for (String map : maps(setting)) {
            Optional<String> value = ask(map, key);
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    private List<String> maps(String setting) {
        // $name stands for another setting, none of which holds maps that matter here.
        return Stream.of(setting(setting).orElse("").split("[\\s,]+"))
                .filter(map -> map.contains(":"))
                .toList();
    }

    private Optional<String> ask(String map, String key) throws UnansweredException {
        String program = map.startsWith("hash:/etc/aliases") ? "postalias" : "postmap";
        Optional<Commands.Ended> ended = commands.run(List.of(program, "-q", key, map));
        if (ended.isEmpty()) {
            throw new UnansweredException(program + " is not there");
        }
        String out = ended.get().out().strip();
        if (ended.get().status() == 0) {
            return Optional.of(out);
        }
        // With nothing to say it means: not there. Otherwise it says what went wrong.
        if (ended.get().status() == NOT_FOUND && out.isEmpty()) {
            return Optional.empty();
        }
        throw new UnansweredException(map + ": " + out);
    }
}
