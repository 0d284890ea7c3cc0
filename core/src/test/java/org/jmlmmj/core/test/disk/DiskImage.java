package org.jmlmmj.core.test.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is on a recorded disk after the power failed. What was forced is there. Of everything else each event survives or not,
 * whatever became of those before it; names do not depend on content. What is known of all file systems with a journal is taken
 * for granted: a rename happens or not, and never leaves a file without a name; an octet inside a file and its page is new
 * or old. But the size of a file and its new octets are written at different times, and so are its pages. Not thread-safe.
 */
final class DiskImage {
    static final int LOST = 0;
    static final int KEPT = 1;

    private static final int PAGE = 4096;
    private static final int SHOWN = 100;

    private final Map<DiskNode, Map<String, DiskNode>> folders = new HashMap<>();
    private final Map<DiskNode, byte[]> contents = new HashMap<>();
    private final Map<DiskNode, Integer> safe = new HashMap<>();
    private final Fate fate;

    /** What becomes of an event that nothing has forced. */
    interface Fate {
        /** A number below the count: {@link #LOST}, {@link #KEPT}, or something between. */
        int of(int event, int count);
    }

    private DiskImage(Fate fate) {
        this.fate = fate;
    }

    /** The disk with the entries it had in the beginning, after these events. */
    static DiskImage of(Map<DiskNode, Map<String, DiskNode>> beginning, List<DiskEvent> events, Fate fate) {
        DiskImage image = new DiskImage(fate);
        beginning.forEach((folder, entries) -> image.folders.put(folder, new TreeMap<>(entries)));
        for (DiskEvent event : events) {
            if (event instanceof DiskEvent.Forced forced) {
                image.safe.merge(forced.node(), forced.begun(), Math::max);
            }
        }
        for (int number = 0; number < events.size(); number++) {
            image.apply(number, events.get(number));
        }
        return image;
    }

    /** Whether an event must have survived. */
    boolean isSafe(int number, DiskNode node) {
        return number < safe.getOrDefault(node, 0);
    }

    private boolean survives(int number, DiskNode node) {
        return isSafe(number, node) || fate.of(number, 2) == KEPT;
    }

    private void apply(int number, DiskEvent event) {
        if (event instanceof DiskEvent.Named named && survives(number, named.node())) {
            entries(named.node()).put(named.name(), named.file());
        } else if (event instanceof DiskEvent.Unnamed unnamed && survives(number, unnamed.node())) {
            entries(unnamed.node()).remove(unnamed.name());
        } else if (event instanceof DiskEvent.Renamed renamed) {
            rename(number, renamed);
        } else if (event instanceof DiskEvent.Written written) {
            write(number, written);
        } else if (event instanceof DiskEvent.Cut cut && survives(number, cut.node())) {
            contents.put(cut.node(), Arrays.copyOf(content(cut.node()), (int) cut.size()));
        }
    }

    private void rename(int number, DiskEvent.Renamed renamed) {
        // A folder never has two names.
        boolean whole = renamed.file().isFolder() || renamed.node().equals(renamed.from());
        boolean gone = isSafe(number, renamed.from()) || (whole && isSafe(number, renamed.node()));
        if (!gone && !isSafe(number, renamed.node())) {
            int what = fate.of(number, whole ? 2 : 3);
            if (what == LOST) {
                return;
            }
            gone = what == KEPT;
        } else if (!gone) {
            gone = fate.of(number, 2) == KEPT;
        }
        entries(renamed.node()).put(renamed.name(), renamed.file());
        if (gone) {
            entries(renamed.from()).remove(renamed.oldName(), renamed.file());
        }
    }

    private void write(int number, DiskEvent.Written written) {
        byte[] octets = written.octets().getBytes(StandardCharsets.ISO_8859_1);
        byte[] old = content(written.node());
        int position = (int) written.position();
        int boundary = Math.min(octets.length, PAGE - position % PAGE);
        switch (isSafe(number, written.node()) ? KEPT : fate.of(number, 6)) {
            case KEPT -> put(written.node(), old, position, octets, 0, octets.length);
            case 2 ->
                contents.put(written.node(), Arrays.copyOf(with(old, position, octets, 0, octets.length), old.length));
            case 3 ->
                put(
                        written.node(),
                        old,
                        position,
                        octets,
                        0,
                        Math.max(0, Math.min(octets.length, old.length - position)));
            case 4 ->
                contents.put(
                        written.node(),
                        Arrays.copyOf(
                                with(old, position, octets, 0, boundary), Math.max(old.length, position + boundary)));
            case 5 -> put(written.node(), old, position, octets, boundary, octets.length);
            default -> {}
        }
    }

    /** The file reaches its new size, with these octets of the write; what else is new is zero. */
    private void put(DiskNode file, byte[] old, int position, byte[] octets, int from, int to) {
        contents.put(file, with(old, position, octets, from, to));
    }

    private static byte[] with(byte[] old, int position, byte[] octets, int from, int to) {
        byte[] content = Arrays.copyOf(old, Math.max(old.length, position + octets.length));
        System.arraycopy(octets, from, content, position + from, Math.max(0, to - from));
        return content;
    }

    private Map<String, DiskNode> entries(DiskNode folder) {
        return folders.computeIfAbsent(folder, key -> new TreeMap<>());
    }

    private byte[] content(DiskNode file) {
        return contents.getOrDefault(file, file.first());
    }

    /** Every path and its content. */
    Map<String, String> tree(DiskNode root) {
        Map<String, String> tree = new LinkedHashMap<>();
        walk(root, "", tree);
        return tree;
    }

    private void walk(DiskNode folder, String path, Map<String, String> tree) {
        entries(folder).forEach((name, node) -> {
            if (node.isFolder()) {
                tree.put(path + name + "/", "");
                walk(node, path + name + "/", tree);
            } else {
                tree.put(path + name, new String(content(node), StandardCharsets.ISO_8859_1));
            }
        });
    }

    /** The same for people, who need not see all of a file. */
    String show(DiskNode root) {
        StringBuilder shown = new StringBuilder();
        tree(root)
                .forEach((path, content) -> shown.append("\n  ")
                        .append(path)
                        .append(content.isEmpty() ? "" : " (" + content.length() + "): ")
                        .append(content, 0, Math.min(content.length(), SHOWN))
                        .append(content.length() > 2 * SHOWN ? " ... " : "")
                        .append(
                                content,
                                Math.max(content.length() - SHOWN, Math.min(content.length(), SHOWN)),
                                content.length()));
        return shown.toString();
    }

    /** Makes the files and folders in an empty folder. */
    void write(DiskNode root, Path folder) throws IOException {
        write(root, folder, new HashMap<>());
    }

    private void write(DiskNode from, Path folder, Map<DiskNode, Path> written) throws IOException {
        for (Map.Entry<String, DiskNode> entry : entries(from).entrySet()) {
            Path path = folder.resolve(entry.getKey());
            DiskNode node = entry.getValue();
            if (node.isFolder()) {
                write(node, Files.createDirectory(path), written);
            } else if (written.containsKey(node)) {
                Files.createLink(path, written.get(node));
            } else {
                written.put(node, Files.write(path, content(node)));
            }
        }
    }
}
