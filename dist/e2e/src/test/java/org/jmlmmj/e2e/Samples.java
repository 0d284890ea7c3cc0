package org.jmlmmj.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The samples as they are shipped, with what is of this machine in the place of what their README tells the reader to replace, and
 * nothing else changed. Immutable and thread-safe.
 */
final class Samples {
    /** What must not be left, or the servers would reach beyond the folder of the tests. */
    private static final Pattern FOREIGN =
            Pattern.compile("(?m)^[^#\n]*(/etc/|/var/|/opt/|/usr/bin/mlmmj|PASSWORD|\\b100\\d\\d\\b)");

    private final Path folder;
    private final Map<String, String> own;
    private final Pattern replaced;

    private Samples(Path folder, Map<String, String> own) {
        this.folder = folder;
        this.own = own;
        replaced = Pattern.compile(own.keySet().stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
    }

    /** The samples in a folder of the installation, and for texts in them those to put in their place. */
    static Samples of(Path folder, Map<String, String> own) {
        return new Samples(folder, Map.copyOf(own));
    }

    /** The samples in a folder of samples. */
    List<Path> folder(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.sorted().toList();
        }
    }

    /** One sample. */
    String text(String name) throws IOException {
        String shipped = Files.readString(folder.resolve(name));
        assertThat(replaced.matcher(shipped).replaceAll(""))
                .as("%s without what is replaced", name)
                .doesNotContainPattern(FOREIGN);
        return replaced.matcher(shipped)
                .replaceAll(match -> Matcher.quoteReplacement(String.valueOf(own.get(match.group()))));
    }
}
