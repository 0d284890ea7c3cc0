package org.jmlmmj.receive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jmlmmj.core.test.ListFixture;

/**
 * A folder below {@code golden/}, named for a behaviour:
 *
 * <ul>
 *   <li>{@code list/}: files of the list directory, laid over those of {@link ListFixture}; without {@code subscribers.d} ann and
 *       bob are subscribed;
 *   <li>{@code in}, perhaps {@code in.2} and so on: mails as the mail server pipes them, one after the other;
 *   <li>{@code envelope}, {@code envelope.2}: lines {@code NAME=value} for the environment, lines {@code -e value} for the
 *       command line;
 *   <li>{@code relay}: says {@code down} if nobody takes mail;
 *   <li>{@code out}: what comes of it, as {@link Transcript} writes it.
 * </ul>
 */
record GoldenCase(Path folder) {
    /** One mail of a case and what the mail server says about it. */
    @SuppressWarnings("ArrayRecordComponent")
    record Step(byte[] mail, Map<String, String> environment, List<String> options) {
        static Step of(Path mail, Path envelope) throws IOException {
            Map<String, String> environment = new HashMap<>();
            List<String> options = new ArrayList<>();
            for (String line : Files.exists(envelope) ? Files.readAllLines(envelope) : List.<String>of()) {
                if (line.startsWith("-")) {
                    options.addAll(List.of(line.split(" ", 2)));
                } else {
                    String[] pair = line.split("=", 2);
                    environment.put(pair[0], pair[1]);
                }
            }
            return new Step(Files.readAllBytes(mail), environment, options);
        }

        /** The mail with the cookie of a post that waits in place of {@code @COOKIE@} and {@code @UPPER-COOKIE@}. */
        byte[] answering(String cookie) {
            return new String(mail, ISO_8859_1)
                    .replace("@COOKIE@", cookie)
                    .replace("@UPPER-COOKIE@", cookie.toUpperCase(Locale.ROOT))
                    .getBytes(ISO_8859_1);
        }
    }

    /** All cases, by name. */
    static List<GoldenCase> all() throws Exception {
        Path root = Path.of(GoldenCase.class.getResource("/golden").toURI());
        try (Stream<Path> folders = Files.list(root)) {
            return folders.sorted().map(GoldenCase::new).toList();
        }
    }

    String name() {
        return String.valueOf(folder.getFileName());
    }

    /** Makes the list of this case. */
    ListFixture makeList(Path parent) throws IOException {
        ListFixture list = ListFixture.in(parent);
        Path files = folder.resolve("list");
        if (Files.exists(files)) {
            try (Stream<Path> found = Files.walk(files)) {
                for (Path file : found.filter(Files::isRegularFile).toList()) {
                    Path target = list.path(files.relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    Files.write(target, Files.readAllBytes(file));
                }
            }
        }
        return list.names("subscribers.d").isEmpty() ? list.subscribers("ann@example.net", "bob@example.net") : list;
    }

    List<Step> steps() throws IOException {
        List<Step> steps = new ArrayList<>();
        steps.add(Step.of(folder.resolve("in"), folder.resolve("envelope")));
        for (int i = 2; Files.exists(folder.resolve("in." + i)); i++) {
            steps.add(Step.of(folder.resolve("in." + i), folder.resolve("envelope." + i)));
        }
        return steps;
    }

    boolean relayIsDown() throws IOException {
        Path relay = folder.resolve("relay");
        return Files.exists(relay) && Files.readString(relay).strip().equals("down");
    }

    String expected() throws IOException {
        Path out = folder.resolve("out");
        return Files.exists(out) ? Files.readString(out, US_ASCII) : "";
    }

    @Override
    public String toString() {
        return name();
    }
}
