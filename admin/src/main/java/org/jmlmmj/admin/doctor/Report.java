package org.jmlmmj.admin.doctor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All findings, and how they are shown. Not thread-safe. */
final class Report {
    private static final String INSTALLATION = "installation";

    private final List<Finding> findings = new ArrayList<>();

    /** Takes one down. */
    void add(Finding finding) {
        findings.add(finding);
    }

    /** How many there are of a status. */
    long count(Status status) {
        return findings.stream().filter(finding -> finding.status() == status).count();
    }

    /** One line each, in columns: status, list, check, what is so, what to do. */
    void print(PrintStream out) {
        int lists = width(findings.stream().map(Report::where).toList());
        int checks = width(findings.stream().map(Finding::check).toList());
        String format = "%-4s  %-" + lists + "s  %-" + checks + "s  %s%s%n";
        for (Finding finding : findings) {
            String remedy = finding.remedy().isEmpty() ? "" : " -> " + finding.remedy();
            out.printf(
                    Locale.ROOT,
                    format,
                    finding.status().word(),
                    where(finding),
                    finding.check(),
                    finding.message(),
                    remedy);
        }
        out.printf(Locale.ROOT, "%d ok, %d warn, %d FAIL%n", count(Status.OK), count(Status.WARN), count(Status.FAIL));
    }

    private static int width(List<String> words) {
        return words.stream().mapToInt(String::length).max().orElse(1);
    }

    private static String where(Finding finding) {
        return finding.list().map(Path::toString).orElse(INSTALLATION);
    }

    /** The same for programs; its names and words stay as they are. */
    String json() {
        JsonArray list = new JsonArray();
        for (Finding finding : findings) {
            JsonObject one = new JsonObject()
                    .put("status", finding.status().word().toLowerCase(Locale.ROOT))
                    .put("list", finding.list().map(Path::toString).orElse(null))
                    .put("check", finding.check())
                    .put("message", finding.message())
                    .put("remedy", finding.remedy());
            list.add(one);
        }
        return new JsonObject()
                .put("ok", count(Status.OK))
                .put("warn", count(Status.WARN))
                .put("fail", count(Status.FAIL))
                .put("findings", list)
                .encodePrettily();
    }
}
