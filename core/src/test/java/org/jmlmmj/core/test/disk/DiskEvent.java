package org.jmlmmj.core.test.disk;

/** Something that happened on a recorded disk. Immutable and thread-safe, but for the nodes. */
sealed interface DiskEvent {
    /** What has to be forced for this to last. */
    DiskNode node();

    /** A file or folder got a name. */
    record Named(DiskNode node, String name, DiskNode file) implements DiskEvent {
        @Override
        public String toString() {
            return "name " + name;
        }
    }

    /** A name went. */
    record Unnamed(DiskNode node, String name) implements DiskEvent {
        @Override
        public String toString() {
            return "unlink " + name;
        }
    }

    /** A file or folder got a new name, perhaps in another folder, perhaps in the place of another file. */
    record Renamed(DiskNode node, String name, DiskNode from, String oldName, DiskNode file) implements DiskEvent {
        @Override
        public String toString() {
            return "rename " + oldName + " to " + name;
        }
    }

    /** Octets were written, one character each. */
    record Written(DiskNode node, long position, String octets) implements DiskEvent {
        @Override
        public String toString() {
            return "write " + octets.length() + " at " + position;
        }
    }

    /** A file was cut to this size. */
    record Cut(DiskNode node, long size) implements DiskEvent {
        @Override
        public String toString() {
            return "cut to " + size;
        }
    }

    /** What had happened to a file, or in a folder, before the event with this number lasts from now on. */
    record Forced(DiskNode node, int begun) implements DiskEvent {
        @Override
        public String toString() {
            return "force " + (node.isFolder() ? "folder" : "file");
        }
    }
}
