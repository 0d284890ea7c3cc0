package org.jmlmmj.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Debian's mlmmj, the programs in C, unpacked but not installed. Immutable and thread-safe.
 *
 * @param home the folder that stands for {@code /}
 */
record Original(Path home) {
    /** Where {@code dist/e2e/install} unpacks it. */
    private static final Path UNPACKED = Path.of("target/debian/mlmmj");

    /** Makes a copy that every user can read. */
    static Original copyTo(Path folder) throws IOException {
        if (!Files.isDirectory(UNPACKED)) {
            throw new AssertionError("the Debian package mlmmj is not unpacked in dist/e2e/" + UNPACKED
                    + "; dist/e2e/install does that, and dist/e2e/run calls it");
        }
        Command.run("cp", "-r", UNPACKED, folder);
        return new Original(folder);
    }

    /** One of its programs. */
    Path program(String name) {
        return home.resolve("usr/bin").resolve(name);
    }

    /**
     * The line for Postfix's master.cf as its own documentation and iRedMail have it, for a transport named {@code original}.
     *
     * @param lists the folder to which the next hop is relative
     */
    String service(Path lists) {
        return "original unix - n n - 10 pipe\n  flags=ORhu user=" + Account.OWNER + " argv=" + program("mlmmj-receive")
                + " -L " + lists + "/${nexthop}\n";
    }

    /** Makes a list in a folder, by the answers to its questions. */
    void makeList(Path parent, String name, String domain, String owner) throws IOException {
        Path answers = Files.writeString(
                home.resolve("answers"),
                String.join(
                        "\n",
                        List.of(
                                domain,
                                owner,
                                home.resolve("usr/share/mlmmj/text.skel/en").toString(),
                                "")));
        Account.run(
                "sh",
                "-c",
                "cd / && sh \"$1\" -L \"$2\" -s \"$3\" <\"$4\"",
                "sh",
                program("mlmmj-make-ml"),
                name,
                parent,
                answers);
    }
}
