package org.jmlmmj.admin;

import java.nio.file.Path;
import org.jmlmmj.core.text.ListTexts;

/**
 * Where the parts of this software and the files of the system lie that {@code mlmmj-make-ml} deals with. Immutable and
 * thread-safe.
 *
 * @param programs the folder of the programs
 * @param texts the library of list texts, with a folder per language
 * @param aliases the system's mail aliases
 * @param crontab the system's table of regular jobs, whose lines name a user
 */
public record Installation(Path programs, Path texts, Path aliases, Path crontab) {
    /** The usual places of an installation in a folder, for example {@code /usr}. */
    public static Installation in(Path home) {
        return new Installation(
                home.resolve("bin"), ListTexts.in(home), Path.of("/etc/aliases"), Path.of("/etc/crontab"));
    }
}
