package org.jmlmmj.core.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * List texts whose subjects are their own names, for tests that ask which mail was written: {@code finish-sub-confirm-digest} and
 * all others about subscriptions, information and moderation. Stateless, so thread-safe.
 */
public final class NamedTexts {
    private static final List<String> JOINING = List.of("normal", "digest", "nomail", "both");
    private static final List<String> LEAVING = List.of("all", "normal", "digest", "nomail");

    private NamedTexts() {}

    /**
     * Makes an installation's library of such texts; one serves all lists of a test class.
     *
     * @return the library
     */
    public static Path library(Path folder) {
        try {
            Path texts = Files.createDirectories(folder.resolve("text.skel/en"));
            for (String name : names()) {
                Files.writeString(texts.resolve(name), "Subject: " + name + "\n\n" + body(name));
            }
            return folder.resolve("text.skel");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String body(String name) {
        return name.startsWith("list") ? "%normalsubs%\n%digestsubs%\n%nomailsubs%\n" : "about $subaddr$\n";
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of("help", "faq", "list---all"));
        for (String reason : List.of("request", "confirm", "permit", "admin", "switch", "bouncing")) {
            for (String purpose : List.of("confirm", "finish", "gatekeep", "wait", "notify")) {
                JOINING.forEach(version -> names.add(purpose + "-sub-" + reason + "-" + version));
                LEAVING.forEach(version -> names.add(purpose + "-unsub-" + reason + "-" + version));
            }
        }
        JOINING.forEach(version -> names.add("deny-sub-subbed-" + version));
        JOINING.forEach(version -> names.add("deny-sub-disabled-" + version));
        LEAVING.forEach(version -> names.add("deny-unsub-unsubbed-" + version));
        return names;
    }
}
