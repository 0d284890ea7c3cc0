package org.jmlmmj.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jmlmmj.dist.Launch.Finished;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every installed program tells the same options as its manual page. */
class ManualIT {
    /** A line of a summary: blanks, options with commas between them, a value, and two blanks before the explanation. */
    private static final Pattern LINE = Pattern.compile("(?m)^ +(-[^\\s,]+(?:, -[^\\s,]+)*)");

    static List<Path> programs() throws IOException {
        try (Stream<Path> programs = Files.list(Installation.built().home().resolve("bin"))) {
            return programs.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void summary_and_page_have_the_same_options(Path program) throws Exception {
        Finished finished = Launch.of(program, "-h").run();
        assertThat(finished.status()).as(finished.err()).isZero();

        TreeSet<String> told = new TreeSet<>();
        LINE.matcher(finished.out())
                .results()
                .forEach(line -> told.addAll(List.of(line.group(1).split(", ", -1))));
        assertThat(ManualPage.named(String.valueOf(program.getFileName())).options())
                .containsExactlyElementsOf(told);
    }
}
