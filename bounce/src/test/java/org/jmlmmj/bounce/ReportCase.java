package org.jmlmmj.bounce;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A mail in {@code reports/} and what it is, from {@code reports/table.txt}.
 *
 * @param status the code of its worst failure, {@code -} if it has none
 * @param recipients whom it reports a failure for
 * @param isStandard whether it follows RFC 3464 or RFC 6533 closely enough for other software
 */
record ReportCase(String name, BounceClass kind, String status, List<String> recipients, boolean isStandard) {
    static Stream<ReportCase> all() {
        return new String(resource("table.txt"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(ReportCase::of);
    }

    private static ReportCase of(String line) {
        String[] words = line.split(" +", -1);
        List<String> recipients = words[3].equals("-") ? List.of() : Arrays.asList(words[3].split(",", -1));
        return new ReportCase(
                words[0], BounceClass.valueOf(words[1]), words[2], recipients, words[4].equals("standard"));
    }

    static ReportCase named(String name) {
        return all().filter(report -> report.name().equals(name)).findFirst().orElseThrow();
    }

    byte[] mail() {
        return resource(name + ".eml");
    }

    InputStream open() {
        return new ByteArrayInputStream(mail());
    }

    private static byte[] resource(String name) {
        try (InputStream in = ReportCase.class.getResourceAsStream("/reports/" + name)) {
            if (in == null) {
                throw new AssertionError("no resource " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
