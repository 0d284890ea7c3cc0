package org.jmlmmj.admin;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Objects;

/**
 * A folder with everything in it. Each step starts from an open folder and follows no link: whoever owns the spool could
 * otherwise put a link in the way, and make root delete or give away files elsewhere. Immutable and thread-safe.
 *
 * @param parent the folder it lies in
 * @param name its name there
 */
public record FolderTree(Path parent, Path name) {
    /** The folder at a path. */
    public static FolderTree at(Path folder) {
        return new FolderTree(Objects.requireNonNull(folder.getParent()), Objects.requireNonNull(folder.getFileName()));
    }

    /** Is shown everything; what is in a folder comes before the folder itself. */
    private interface Visitor {
        void visit(SecureDirectoryStream<Path> parent, Path name, boolean isFolder) throws IOException;
    }

    /** Deletes it. */
    public void delete() throws IOException {
        visit((folder, entry, isFolder) -> {
            if (isFolder) {
                folder.deleteDirectory(entry);
            } else {
                folder.deleteFile(entry);
            }
        });
    }

    /** Gives everything to somebody; the folder itself last, so that they cannot interfere. */
    void give(NewOwner owner) throws IOException {
        visit((folder, entry, isFolder) -> owner.take(
                folder.getFileAttributeView(entry, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)));
    }

    private void visit(Visitor visitor) throws IOException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(parent)) {
            walk(secure(stream), name, visitor);
        }
    }

    private static void walk(SecureDirectoryStream<Path> folder, Path name, Visitor visitor) throws IOException {
        boolean isFolder = folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes()
                .isDirectory();
        if (isFolder) {
            try (DirectoryStream<Path> inner = folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                for (Path entry : inner) {
                    walk(secure(inner), Objects.requireNonNull(entry.getFileName()), visitor);
                }
            }
        }
        visitor.visit(folder, name, isFolder);
    }

    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream) throws IOException {
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        throw new IOException("this system cannot open files relative to a folder");
    }
}
