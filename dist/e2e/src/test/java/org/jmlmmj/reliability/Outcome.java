package org.jmlmmj.reliability;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jmlmmj.core.test.ReceivedMail;

/**
 * Everything that must be the same whether a program was disturbed or not: who got which mail, and all files of the folder but
 * logs. Random names and index numbers differ, so they are left out. Immutable.
 *
 * @param deliveries how often each recipient got each mail
 * @param files content of subscriber files and control files, sorted lines; for others only that they are there
 * @param indices the posts of each index that was used
 */
record Outcome(Map<Delivery, Long> deliveries, Map<String, String> files, Map<String, Set<String>> indices) {
    /** Stands between the contents of two files that only their names tell apart, which the run has chosen. */
    static final String TWICE = "\n(twice)\n";

    private static final Pattern RANDOM = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern INDEX = Pattern.compile(".*\\+bounces-(\\d+)(-.*|@.*)");
    /**
     * What differs between any two runs, or has no meaning. A mail of the list that has no address yet when its writer dies is put
     * aside and deleted after a week (spec 04 §7); were it one that is missed, it would be missing among the deliveries.
     */
    private static final Pattern IGNORED = Pattern.compile(
            ".*(/mlmmj\\.operation\\.log(\\.rotated)?|/mlmmj-maintd\\.lastrun\\.log"
                    + "|/\\.maintd\\.lock|/\\.probes\\.lock|/\\.worker\\.(lock|start)|/jmlmmj-\\d+/.*|/index|/lastdigest|/queue/discarded/[0-9a-f]*|\\.d/\\..*\\.lock|/control/smtpport)");

    private static final Pattern COMPARED =
            Pattern.compile(".*/(subscribers\\.d|digesters\\.d|nomailsubs\\.d|control)/[^/]*");

    /** One mail that came to one recipient. */
    record Delivery(String subject, String recipient) implements Comparable<Delivery> {
        @Override
        public int compareTo(Delivery other) {
            return toString().compareTo(other.toString());
        }
    }

    static Outcome of(Site site, Scenario scenario) throws IOException {
        Map<Delivery, Long> deliveries = site.mails().stream()
                .flatMap(mail ->
                        mail.recipients().stream().map(to -> new Delivery(scenario.meaning(subject(mail), to), to)))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        Map<String, Set<String>> indices = new TreeMap<>();
        for (ReceivedMail mail : site.mails()) {
            var index = INDEX.matcher(mail.sender());
            if (index.matches()) {
                indices.computeIfAbsent(index.group(1), number -> new TreeSet<>())
                        .add(subject(mail));
            }
        }
        return new Outcome(deliveries, files(site.folder()), indices);
    }

    private static String subject(ReceivedMail mail) {
        String subject = mail.text()
                .lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.startsWith("Subject: "))
                .findFirst()
                .orElse("");
        return RANDOM.matcher(subject).replaceAll("*");
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = "/" + folder.relativize(file);
                if (!IGNORED.matcher(name).matches()) {
                    files.merge(plain(file, name), content(file, name), (one, other) -> one + TWICE + other);
                }
            }
        }
        return files;
    }

    private static String plain(Path file, String name) throws IOException {
        if (String.valueOf(file.getParent()).endsWith("/archive")) {
            return name.substring(0, name.lastIndexOf('/') + 1) + subjectOf(file);
        }
        return RANDOM.matcher(name).replaceAll("*");
    }

    private static String content(Path file, String name) throws IOException {
        if (!COMPARED.matcher(name).matches()) {
            return "";
        }
        return Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static String subjectOf(Path post) throws IOException {
        try (Stream<String> lines = Files.lines(post, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("Subject: "))
                    .findFirst()
                    .orElse("");
        }
    }
}
