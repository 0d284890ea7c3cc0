package org.jmlmmj.receive;

import java.nio.file.Path;

/** Where an installation keeps its list texts. Stateless, so thread-safe. */
final class ListTexts {
    private ListTexts() {}

    /** The folder with a folder per language, in the installation that the launcher names. */
    static Path library() {
        return Path.of(System.getProperty("jmlmmj.home", "/usr"), "share", "mlmmj", "text.skel");
    }
}
