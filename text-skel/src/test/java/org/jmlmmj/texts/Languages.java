package org.jmlmmj.texts;

import java.nio.file.Path;
import java.util.List;

/** The languages that come with this software. */
final class Languages {
    static final Path FOLDER = Path.of("src/main/resources/text.skel");

    static final List<String> ALL =
            List.of("ast", "cs", "de", "el", "en", "es", "fi", "fr", "it", "ja", "nl", "pl", "pt", "ru", "sk", "zh-cn");

    /** Those written without blanks between words. */
    static final List<String> BROKEN_BY_CHARACTER = List.of("ja", "zh-cn");

    private Languages() {}

    static Path folder(String language) {
        return FOLDER.resolve(language);
    }
}
