package org.jmlmmj.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.cli.RefusedException;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.list.ListException;
import org.jmlmmj.core.spool.Draft;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.RandomNames;

/**
 * Makes list directories (spec 07 §8.3). A new one is filled under a temporary name and appears in one step, so that a crash
 * leaves no half list in which mail could get lost. Thread-safe, also between processes.
 */
final class ListMaker {
    private final TextLibrary library;
    private final RandomNames names;
    private final Clock clock;
    private final Consumer<String> warnings;

    ListMaker(TextLibrary library, RandomNames names, Clock clock, Consumer<String> warnings) {
        this.library = library;
        this.names = names;
        this.clock = clock;
        this.warnings = warnings;
    }

    /**
     * Makes a list; it is on disk when this returns.
     *
     * @throws RefusedException if its directory exists, its user does not, or the directory cannot be given to them
     */
    void make(NewList list) throws RefusedException, IOException {
        if (Files.exists(list.folder(), LinkOption.NOFOLLOW_LINKS)) {
            throw exists(list);
        }
        Optional<NewOwner> owner =
                list.user().isPresent() ? Optional.of(NewOwner.find(list.user().get())) : Optional.empty();
        createSpool(list.spool());
        FolderDraft.deleteAbandoned(list.spool(), clock.instant(), warnings);
        try (FolderDraft draft = FolderDraft.in(list.spool(), names)) {
            fill(draft.path(), draft.files(), list);
            if (owner.isPresent()) {
                give(draft, owner.get());
            }
            publish(draft, list);
        }
    }

    /**
     * Writes owner, address and texts of an existing list anew, and makes the folders that it lacks.
     *
     * @throws RefusedException if it is no list directory of the user who runs this
     */
    void renew(NewList list) throws RefusedException, IOException {
        if (list.user().isPresent()) {
            throw new RefusedException("-c gives away new list directories only; use chown -R "
                    + list.user().get() + " " + list.folder());
        }
        try {
            ListDirectory directory = ListDirectory.open(list.folder(), names).requireOwner();
            fill(directory.path(), directory.files(), list);
        } catch (ListException e) {
            throw new RefusedException(FailureText.of(e));
        }
    }

    /** Somebody may have made the same list meanwhile. */
    private static void publish(FolderDraft draft, NewList list) throws RefusedException, IOException {
        try {
            draft.publish(list.folder());
        } catch (FileAlreadyExistsException e) {
            throw exists(list);
        }
    }

    private static RefusedException exists(NewList list) {
        return new RefusedException(list.folder() + " exists already; -F writes its owner, address and texts anew");
    }

    private static void createSpool(Path spool) throws IOException {
        if (!Files.isDirectory(spool)) {
            Files.createDirectories(
                    spool, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
    }

    private static void give(FolderDraft draft, NewOwner owner) throws RefusedException {
        try {
            FolderTree.at(draft.path()).give(owner);
        } catch (IOException e) {
            throw new RefusedException(
                    "the list directory cannot be given to " + owner.user().getName() + ": " + FailureText.of(e));
        }
    }

    private void fill(Path folder, DurableFiles files, NewList list) throws RefusedException, IOException {
        for (String name : ListDirectory.FOLDERS) {
            Path made = files.folder(folder.resolve(name));
            if (Files.isSymbolicLink(made)) {
                // The list's owner could make root write elsewhere.
                throw new RefusedException(made + " is a symbolic link; replace it by a folder first");
            }
        }
        if (!library.has(list.language())) {
            warnings.accept("no list texts in language \"" + list.language() + "\" in " + library.folder()
                    + "; the list has none of its own");
        }
        for (Path text : library.texts(list.language())) {
            Path name = Objects.requireNonNull(text.getFileName());
            write(files, folder.resolve("text").resolve(name), Files.readAllBytes(text));
        }
        if (!Files.exists(folder.resolve("index"))) {
            files.create(folder.resolve("index"), new byte[0]);
        }
        write(files, folder.resolve("control/owner"), line(list.owner().value()));
        // Last: without it no program takes the folder for a list.
        write(files, folder.resolve("control/listaddress"), line(list.address().value()));
    }

    private static byte[] line(String text) {
        return (text + "\n").getBytes(UTF_8);
    }

    /** For the group to read too, like the folders; a file that exists keeps its mode. */
    private static void write(DurableFiles files, Path file, byte[] content) throws IOException {
        try (Draft draft = files.draft()) {
            Files.setPosixFilePermissions(draft.path(), PosixFilePermissions.fromString("rw-r-----"));
            draft.write(content);
            draft.replace(file);
        }
    }
}
