package org.jmlmmj.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jmlmmj.dist.Launch.Finished;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An installation with a Java of its own does all that one with the Java of the machine does. */
class ImageIT {
    private static final Path STAGE = Path.of("src/main/image/stage");

    @TempDir
    private Path folder = Path.of("");

    private Installation staged() throws Exception {
        Path root = folder.resolve("jmlmmj");
        Process stage = new ProcessBuilder(
                        "sh",
                        STAGE.toString(),
                        Installation.built().home().toString(),
                        root.toString(),
                        System.getProperty("java.home"))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(folder.resolve("said").toFile()))
                .start();
        assertThat(stage.waitFor())
                .as("%s", Files.readString(folder.resolve("said")))
                .isZero();
        return new Installation(root);
    }

    private static Launch launch(Installation image, String program, Object... arguments) {
        // Whoever looks for another Java finds this one.
        return Launch.of(image.program(program), arguments)
                .without("JMLMMJ_JAVA")
                .with("JAVA_HOME", "/nowhere");
    }

    @Test
    void is_packed_and_all_programs_run_in_it() throws Exception {
        Installation image = staged();

        try (Stream<Path> made = Files.list(folder)) {
            assertThat(made.map(file -> String.valueOf(file.getFileName())))
                    .anyMatch(name -> name.matches("jmlmmj-[a-z]+-[a-z0-9_]+\\.tar\\.gz"));
        }
        // The training calls them all: lists, mails in and out, bounces, digests.
        Finished warmup = launch(image, "mlmmj-warmup", "-a").run();
        assertThat(warmup).extracting(Finished::status, Finished::err).containsExactly(0, "");
        assertThat(image.archives()).hasSize(1);
        Path log = folder.resolve("classes.log");
        assertThat(launch(image, "mlmmj-list", "-V")
                        .with("JMLMMJ_OPTS", "-Xlog:class+load:file=" + log)
                        .run()
                        .status())
                .isZero();
        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.contains(" java.lang.Object ") || line.contains(" org.jmlmmj.core.cli."))
                .hasSizeGreaterThan(1)
                .allMatch(line -> line.contains("source: shared objects file"));
        assertThat(modules(image))
                .as("charsets of the world's mails, TLS, name servers, databases")
                .contains("jdk.charsets", "jdk.crypto.ec", "jdk.naming.dns", "java.sql");
    }

    private List<String> modules(Installation image) throws Exception {
        Path list = folder.resolve("modules");
        Process java = new ProcessBuilder(image.lib("java/bin/java").toString(), "--list-modules")
                .redirectOutput(list.toFile())
                .redirectError(Redirect.DISCARD)
                .start();
        assertThat(java.waitFor()).isZero();
        return Files.readAllLines(list).stream()
                .map(line -> line.replaceFirst("@.*", ""))
                .toList();
    }
}
