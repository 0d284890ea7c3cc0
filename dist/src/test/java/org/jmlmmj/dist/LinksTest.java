package org.jmlmmj.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents in the tree point to is there. */
class LinksTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "CONTRIBUTING.md", "dist/doc/decisions"})
    void every_link_leads_somewhere(String document) throws IOException {
        Path path = ROOT.resolve(document);
        List<Path> files = List.of(path);
        if (Files.isDirectory(path)) {
            try (var found = Files.list(path)) {
                files = found.toList();
            }
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            List<String> links = LINK.matcher(Files.readString(file))
                    .results()
                    .map(link -> link.group(1))
                    .filter(link -> !link.contains("://") && !link.startsWith("mailto:"))
                    .toList();
            assertThat(links)
                    .as("links in " + file)
                    .allSatisfy(link -> assertThat(file.resolveSibling(link)).exists());
        }
    }
}
