package org.jmlmmj.admin.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Options with long names, as their letters. Stateless, so thread-safe. */
final class LongOptions {
    private static final Map<String, String> LETTERS =
            Map.of("--json", "-j", "--test-post", "-t", "--mailbox", "-b", "--help", "-h", "--version", "-V");

    private LongOptions() {}

    /** The arguments with letters in place of the names; {@code --name=value} is two of them. */
    static List<String> toLetters(List<String> arguments) {
        List<String> letters = new ArrayList<>();
        for (String argument : arguments) {
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            String name = equals < 0 ? argument : argument.substring(0, equals);
            letters.add(LETTERS.getOrDefault(name, equals < 0 ? argument : name));
            if (equals >= 0) {
                letters.add(argument.substring(equals + 1));
            }
        }
        return letters;
    }
}
