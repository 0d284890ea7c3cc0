package org.jmlmmj.core.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Any octets as a control file of any name. For one thread. */
public final class ControlFuzzTarget {
    private static final Path FOLDER = folder();

    private ControlFuzzTarget() {}

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("control");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One input. */
    public static void fuzzerTestOneInput(byte[] octets) throws IOException {
        List<String> warnings = new ArrayList<>();
        Tunables tunables = new Tunables(FOLDER, warnings::add);
        for (Tunable<?> tunable : Tunable.known()) {
            Path file = FOLDER.resolve(tunable.name());
            Files.write(file, octets);
            try {
                assertThat((Object) tunables.get(tunable)).isNotNull();
                ControlFile control = new ControlFile(file, warnings::add);
                assertThat(control.octets()).hasValue(octets);
                control.lines().orElseThrow().forEach(ControlFuzzTarget::checkLine);
                control.firstLine().ifPresent(line -> assertThat(line).doesNotContain("\n", "\0"));
            } finally {
                Files.delete(file);
            }
        }
        Optional<String> longest = warnings.stream().max((a, b) -> a.length() - b.length());
        assertThat(longest.map(String::length).orElse(0)).isLessThan(octets.length + 1000);
    }

    private static void checkLine(String line) {
        assertThat(line).isNotEmpty().doesNotContain("\n", "\0").doesNotEndWith("\r");
    }
}
