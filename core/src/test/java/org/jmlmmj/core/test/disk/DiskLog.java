package org.jmlmmj.core.test.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Everything that happened on a recorded disk, in order. Thread-safe. */
final class DiskLog {
    private final Path folder;
    private final DiskNode root = DiskNode.folder();
    private final List<DiskEvent> events = new ArrayList<>();

    /** Of the disk in this folder of the machine. */
    DiskLog(Path folder) {
        this.folder = folder;
    }

    /** Forgets what happened; all that is there is safe. */
    synchronized void begin() throws IOException {
        events.clear();
        read(root, folder, new HashMap<>());
    }

    private void read(DiskNode node, Path path, Map<Object, DiskNode> known) throws IOException {
        node.entries().clear();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                Object key = Files.readAttributes(entry, "unix:ino").get("ino");
                DiskNode child = known.get(key);
                if (child == null && Files.isDirectory(entry)) {
                    child = DiskNode.folder();
                    read(child, entry, known);
                } else if (child == null) {
                    child = DiskNode.file(Files.readString(entry, StandardCharsets.ISO_8859_1));
                }
                known.put(key, child);
                node.entries().put(name(entry), child);
            }
        }
    }

    /** What is at a path now. */
    synchronized DiskNode node(Path path) throws NoSuchFileException {
        DiskNode node = root;
        for (Path step : folder.relativize(path.toAbsolutePath().normalize())) {
            DiskNode next = step.toString().isEmpty() ? node : node.entries().get(step.toString());
            if (next == null) {
                throw new NoSuchFileException(path.toString(), "", "the recording knows no such file");
            }
            node = next;
        }
        return node;
    }

    synchronized DiskNode named(Path path, DiskNode file) throws IOException {
        DiskNode in = node(parent(path));
        in.entries().put(name(path), file);
        events.add(new DiskEvent.Named(in, name(path), file));
        return file;
    }

    synchronized void unnamed(Path path) throws IOException {
        DiskNode in = node(parent(path));
        in.entries().remove(name(path));
        events.add(new DiskEvent.Unnamed(in, name(path)));
    }

    synchronized void renamed(Path oldPath, Path path) throws IOException {
        DiskNode from = node(parent(oldPath));
        DiskNode to = node(parent(path));
        DiskNode file = node(oldPath);
        if (file.equals(to.entries().get(name(path)))) {
            // Two names of one file: rename(2) does nothing then.
            return;
        }
        from.entries().remove(name(oldPath));
        to.entries().put(name(path), file);
        events.add(new DiskEvent.Renamed(to, name(path), from, name(oldPath), file));
    }

    synchronized void written(DiskNode file, long position, ByteBuffer octets) {
        String text = StandardCharsets.ISO_8859_1.decode(octets).toString();
        if (!text.isEmpty()) {
            events.add(new DiskEvent.Written(file, position, text));
        }
    }

    synchronized void cut(DiskNode file, long size) {
        events.add(new DiskEvent.Cut(file, size));
    }

    /** @param begun how many events there were before the force began: it need not hold for those that came meanwhile */
    synchronized void forced(DiskNode node, int begun) {
        events.add(new DiskEvent.Forced(node, begun));
    }

    synchronized int size() {
        return events.size();
    }

    synchronized List<DiskEvent> events() {
        return List.copyOf(events);
    }

    /** The folder of the disk, with the entries of this moment. */
    DiskNode root() {
        return root;
    }

    private static Path parent(Path path) {
        return Objects.requireNonNull(path.toAbsolutePath().normalize().getParent());
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
