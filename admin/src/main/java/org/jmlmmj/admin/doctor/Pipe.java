package org.jmlmmj.admin.doctor;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A command to which Postfix gives mails: a service of master.cf or an alias. Immutable and thread-safe.
 *
 * @param command the words of it
 * @param hop what stands for {@code $nexthop} in it
 */
record Pipe(String command, String hop) {
    private List<String> words() {
        String text = command.replace("${nexthop}", hop).replace("$nexthop", hop);
        return Stream.of(text.split("[\\s\"|{}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** The program that gets the mail. */
    String program() {
        return words().stream()
                .map(word -> word.replaceFirst("^argv=", ""))
                .filter(word -> word.contains("mlmmj-"))
                .findFirst()
                .orElse("a program");
    }

    /** The list directory after {@code -L}, if it exists. */
    Optional<Path> list() {
        List<String> words = words();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-L") && i + 1 < words.size()) {
                return folder(words.get(i + 1));
            }
            if (word.startsWith("-L/")) {
                return folder(word.substring(2));
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> folder(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Files::isDirectory);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
