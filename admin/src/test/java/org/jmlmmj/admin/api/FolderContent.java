package org.jmlmmj.admin.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is in a folder, for comparison. Stateless and thread-safe. */
final class FolderContent {
    private FolderContent() {}

    /** Every path below it with its content; folders end in a slash and have none. Octets stand for characters. */
    static Map<String, String> of(Path folder) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                String name = folder.relativize(path).toString();
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    content.put(name + "/", "");
                } else {
                    content.put(name, Files.readString(path, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return content;
    }
}
