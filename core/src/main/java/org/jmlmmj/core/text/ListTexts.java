package org.jmlmmj.core.text;

import java.nio.file.Path;

/** Where an installation keeps its list texts. Stateless, so thread-safe. */
public final class ListTexts {
    private ListTexts() {}

    /** The folder with a folder per language, in the installation that the launcher names. */
    public static Path library() {
        return in(Path.of(System.getProperty("jmlmmj.home", "/usr")));
    }

    /** The folder with a folder per language, in an installation. */
    public static Path in(Path home) {
        return home.resolve("share/mlmmj/text.skel");
    }
}
