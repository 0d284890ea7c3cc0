package org.jmlmmj.reliability;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Mails that people and mail servers send to the list, and cookies that wait for them. Stateless. */
final class Mails {
    private Mails() {}

    /** A post. */
    static String post(String from, String subject) {
        return "From: Somebody <" + from + ">\nTo: birds@example.org\nSubject: " + subject + "\nMessage-ID: <"
                + subject.replace(' ', '.') + "@example.net>\n\nOver the pond.\n";
    }

    /** A mail to a command address. */
    static String command(String from, String extension) {
        return "From: <" + from + ">\nTo: birds+" + extension + "@example.org\nSubject: command\nMessage-ID: <"
                + extension + "@example.net>\n\n";
    }

    /** What the mail server says about such a mail. */
    static Map<String, String> envelope(String from, String extension) {
        return Map.of("SENDER", from, "EXTENSION", extension);
    }

    /** The names in a folder of the list that are cookies. */
    static List<String> cookies(Site site, String folder) throws IOException {
        return site.list().names(folder).stream()
                .filter(name -> name.matches("[0-9a-f]{16}"))
                .toList();
    }

    /** The order to take a mail to a command address. */
    static Scenario.Order order(Site site, String from, String extension) {
        return new Scenario.Order(
                "mlmmj-receive",
                List.of("-L", site.list().folder().toString()),
                envelope(from, extension),
                command(from, extension));
    }
}
