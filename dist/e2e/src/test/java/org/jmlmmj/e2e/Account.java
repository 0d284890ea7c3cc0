package org.jmlmmj.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Who owns the lists: not a user made for the tests, which would be left behind, but the one that Debian has for lists and that
 * nobody uses. Stateless, so thread-safe.
 */
final class Account {
    /** User and group. */
    static final String OWNER = "list:list";

    private Account() {}

    /** The words that run a program as this user. */
    static List<String> words(Object... command) {
        List<String> words = new ArrayList<>(List.of(
                Command.find("setpriv", "util-linux").toString(),
                "--reuid=list",
                "--regid=list",
                "--init-groups",
                "--"));
        for (Object word : command) {
            words.add(word.toString());
        }
        return words;
    }

    /** Runs a program as this user, to a good end, and gives its output. */
    static String run(Object... command) throws java.io.IOException {
        return Command.run(words(command).toArray());
    }

    /** Gives a folder and all in it to this user. */
    static void give(Path folder) throws java.io.IOException {
        Command.run("chown", "-R", OWNER, folder);
    }
}
