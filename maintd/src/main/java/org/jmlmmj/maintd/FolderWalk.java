package org.jmlmmj.maintd;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jmlmmj.core.list.ListDirectory;

/**
 * Walks through one folder of a list in order to delete what is too old. When root does that for somebody else, it enters no folder
 * through a symbolic link, step by step and relative to the folder above: the list's owner could otherwise put a link to
 * {@code /etc} in the place of {@code moderation}, even while this runs, and have old files deleted there. The owner's own
 * process follows links, as somebody may have moved a folder to another disk. Immutable and thread-safe.
 */
final class FolderWalk {
    private final ListDirectory list;
    private final String path;
    private final Predicate<String> names;

    private FolderWalk(ListDirectory list, String path, Predicate<String> names) {
        this.list = list;
        this.path = path;
        this.names = names;
    }

    /**
     * A walk.
     *
     * @param path the folder as seen from the list; empty for the list itself
     */
    static FolderWalk through(ListDirectory list, String path) {
        return new FolderWalk(list, path, name -> true);
    }

    /** The same walk past everything whose name does not pass the test. */
    FolderWalk only(Predicate<String> wanted) {
        return new FolderWalk(list, path, wanted);
    }

    /** Something in the folder. */
    interface Entry {
        /** Its name. */
        String name();

        /** Its path, for logs and locks. */
        Path path();

        /** What it is and how old; links are followed. */
        BasicFileAttributes attributes() throws IOException;

        /** Deletes it, but not what a link leads to; it is no error if it is gone. */
        void delete() throws IOException;
    }

    /** Looks at one entry. */
    interface Visitor {
        void visit(Entry entry) throws IOException;
    }

    /** Takes what went wrong with one entry. */
    interface Complaints {
        void complain(IOException failure);
    }

    /**
     * Shows the entries in the order of their names, so that a mail comes before its side files; none if the folder is missing.
     *
     * @throws IOException if the folder cannot be read
     */
    void each(Visitor visitor, Complaints complaints) throws IOException {
        Path folder = list.path().resolve(path);
        try {
            if (!list.ownership().isForeign()) {
                try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                    visit(entries, path -> new PlainEntry(path), visitor, complaints);
                }
                return;
            }
            try (DirectoryStream<Path> top = Files.newDirectoryStream(list.path())) {
                List<String> steps = path.isEmpty() ? List.of() : List.of(path.split("/", -1));
                descend(secure(top), folder, steps, visitor, complaints);
            }
        } catch (NoSuchFileException e) {
            // Nothing was ever put there (spec 01 §2).
            return;
        }
    }

    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> entries) throws IOException {
        if (entries instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        throw new IOException("this system cannot keep root from following links; run as the owner of the list");
    }

    private void descend(
            SecureDirectoryStream<Path> at, Path folder, List<String> steps, Visitor visitor, Complaints complaints)
            throws IOException {
        if (steps.isEmpty()) {
            visit(at, path -> new SecureEntry(at, folder, name(path)), visitor, complaints);
            return;
        }
        Path next = Path.of(steps.get(0));
        try (SecureDirectoryStream<Path> below = at.newDirectoryStream(next, LinkOption.NOFOLLOW_LINKS)) {
            descend(below, folder, steps.subList(1, steps.size()), visitor, complaints);
        }
    }

    private interface Maker {
        Entry of(Path path);
    }

    private void visit(DirectoryStream<Path> entries, Maker maker, Visitor visitor, Complaints complaints)
            throws IOException {
        List<Path> found = new ArrayList<>();
        try {
            for (Path entry : entries) {
                if (names.test(name(entry))) {
                    found.add(entry);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(found);
        for (Path path : found) {
            try {
                visitor.visit(maker.of(path));
            } catch (NoSuchFileException e) {
                if (Files.isSymbolicLink(path)) {
                    complaints.complain(new IOException(path + ": is a link that leads nowhere", e));
                }
            } catch (IOException e) {
                complaints.complain(e);
            }
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private record PlainEntry(Path path) implements Entry {
        @Override
        public String name() {
            return FolderWalk.name(path);
        }

        @Override
        public BasicFileAttributes attributes() throws IOException {
            return Files.readAttributes(path, BasicFileAttributes.class);
        }

        @Override
        public void delete() throws IOException {
            Files.deleteIfExists(path);
        }
    }

    private record SecureEntry(SecureDirectoryStream<Path> in, Path folder, String name) implements Entry {
        @Override
        public Path path() {
            return folder.resolve(name);
        }

        @Override
        public BasicFileAttributes attributes() throws IOException {
            return in.getFileAttributeView(Path.of(name), BasicFileAttributeView.class)
                    .readAttributes();
        }

        @Override
        public void delete() throws IOException {
            try {
                in.deleteFile(Path.of(name));
            } catch (NoSuchFileException e) {
                // Somebody else was faster.
                return;
            }
        }
    }
}
