package org.jmlmmj.core.test.disk;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A file or folder of a recorded disk, whatever its names are. Its entries are as the programs see them. Not thread-safe. */
final class DiskNode {
    private final boolean isFolder;
    private final String first;
    private final Map<String, DiskNode> entries = new TreeMap<>();

    private DiskNode(boolean isFolder, String first) {
        this.isFolder = isFolder;
        this.first = first;
    }

    static DiskNode folder() {
        return new DiskNode(true, "");
    }

    /** A file that held this before anything was recorded, one character per octet. */
    static DiskNode file(String content) {
        return new DiskNode(false, content);
    }

    boolean isFolder() {
        return isFolder;
    }

    /** What the file held in the beginning. */
    byte[] first() {
        return first.getBytes(StandardCharsets.ISO_8859_1);
    }

    Map<String, DiskNode> entries() {
        return entries;
    }
}
