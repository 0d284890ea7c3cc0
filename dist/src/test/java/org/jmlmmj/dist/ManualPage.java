package org.jmlmmj.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A manual page in mdoc. Immutable and thread-safe.
 *
 * @param file where it is
 * @param text what it says
 */
record ManualPage(Path file, String text) {
    private static final int LONGEST_LINE = 78;
    private static final Path FOLDER = Path.of("src/man");
    private static final Pattern REFERENCE = Pattern.compile("\\.so man[0-9]/(\\S+)\\s*");
    private static final Pattern ITEM = Pattern.compile("(?m)^\\.It Fl (.*)$");
    /** Where a page does without a list of its own. */
    private static final String SAME_OPTIONS = "All options are those of\n.Xr ";

    /** The files of all pages, with those that only name another one. */
    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    /** Every page that is not only the name of another one. */
    static List<ManualPage> all() throws IOException {
        List<ManualPage> pages = new ArrayList<>();
        for (Path file : files()) {
            String text = Files.readString(file);
            if (!REFERENCE.matcher(text).matches()) {
                pages.add(new ManualPage(file, text));
            }
        }
        return pages;
    }

    /** The page that {@code man NAME} shows. */
    static ManualPage named(String name) throws IOException {
        for (Path file : files()) {
            if (file.getFileName().toString().matches(Pattern.quote(name) + "\\.[0-9]")) {
                String text = Files.readString(file);
                Matcher reference = REFERENCE.matcher(text);
                return reference.matches()
                        ? named(reference.group(1).replaceFirst("\\.[0-9]$", ""))
                        : new ManualPage(file, text);
            }
        }
        throw new AssertionError("there is no page for " + name);
    }

    /** Its name without the section. */
    String name() {
        return file.getFileName().toString().replaceFirst("\\.[0-9]$", "");
    }

    /** The section with this title. */
    String section(String title) {
        int start = text.indexOf(".Sh " + title + "\n");
        if (start < 0) {
            throw new AssertionError(this + " has no section " + title);
        }
        int end = text.indexOf("\n.Sh ", start + 1);
        return end < 0 ? text.substring(start) : text.substring(start, end + 1);
    }

    /** The options that it explains, each with its hyphens. */
    TreeSet<String> options() throws IOException {
        int same = text.indexOf(SAME_OPTIONS);
        if (same >= 0) {
            String rest = text.substring(same + SAME_OPTIONS.length());
            return named(rest.substring(0, rest.indexOf(' '))).options();
        }
        TreeSet<String> options = new TreeSet<>();
        ITEM.matcher(text).results().forEach(item -> {
            for (String word : item.group(1).split(" (Ar|Cm|Ta) ", 2)[0].split(" , ", -1)) {
                options.add("-" + word.strip());
            }
        });
        return options;
    }

    /**
     * Lines of mdoc for plain text: a sentence ends its line, and no line is longer than mandoc wants. A line that begins with a dot
     * would be a macro.
     */
    static List<String> lines(String meaning) {
        List<String> lines = new ArrayList<>();
        for (String sentence : meaning.split("(?<=[A-Za-z)]\\.) (?=[A-Z0-9])", -1)) {
            StringBuilder line = new StringBuilder();
            for (String word : sentence.split(" ", -1)) {
                if (line.length() + 1 + word.length() > LONGEST_LINE) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
            lines.add(line.toString());
        }
        assertThat(lines).noneMatch(line -> line.startsWith(".") || line.startsWith("'") || line.contains("\\"));
        return lines;
    }

    @Override
    public String toString() {
        return file.getFileName().toString();
    }
}
