package org.jmlmmj.e2e;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.e2e.Command.Ended;

/**
 * A private view of the file system for a server that expects users or folders which the machine does not have; it ends with the
 * server, and nobody else sees it. For one thread.
 */
final class Namespace {
    private final Path folder;
    private final StringBuilder mounts = new StringBuilder();

    private Namespace(Path folder) {
        this.folder = folder;
    }

    /** Passes the test over, with a reason, where nobody may mount, as in most containers. */
    static void assumePossible() throws IOException {
        Ended mounted = Command.end("unshare", "--mount", "mount", "--bind", "/etc", "/etc");
        assumeThat(mounted.status()).as("a container may not mount").isZero();
    }

    /** Begins with the machine's own users; the files for it are in a folder. */
    static Namespace in(Path folder) throws IOException {
        Namespace namespace = new Namespace(folder);
        for (String file : List.of("passwd", "group")) {
            Path copy = folder.resolve(file);
            Files.writeString(copy, Files.readString(Path.of("/etc", file)));
            namespace.over(copy, Path.of("/etc", file));
        }
        return namespace;
    }

    /** Adds a user and a group of the same name and number. */
    Namespace user(String name, int id) throws IOException {
        Files.writeString(
                folder.resolve("passwd"),
                name + ":x:" + id + ":" + id + "::/nonexistent:/usr/sbin/nologin\n",
                StandardOpenOption.APPEND);
        Files.writeString(folder.resolve("group"), name + ":x:" + id + ":\n", StandardOpenOption.APPEND);
        return this;
    }

    /** Shows a file or folder in the place of another. */
    Namespace over(Path shown, Path place) {
        mounts.append("mount --bind ").append(shown).append(' ').append(place).append(" && ");
        return this;
    }

    /** The words that run a program with this view. */
    List<String> words(Object... command) {
        List<String> words = new ArrayList<>(List.of(
                Command.find("unshare", "util-linux").toString(),
                "--mount",
                "/bin/sh",
                "-c",
                mounts + "exec \"$@\"",
                "sh"));
        for (Object word : command) {
            words.add(word.toString());
        }
        return words;
    }
}
