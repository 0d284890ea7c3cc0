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
    /** Makes a copy that every user can read, below a folder. */
    static Original below(Path parent) throws IOException {
        return new Original(Unpacked.copy("mlmmj", parent));
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
