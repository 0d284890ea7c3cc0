package org.jmlmmj.admin.lists;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jmlmmj.admin.FolderDraft;
import org.jmlmmj.admin.TextLibrary;
import org.jmlmmj.admin.profile.ProfileRules;
import org.jmlmmj.admin.settings.Setting;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.spool.RandomNames;

/** The files of a new list, which appear at once or not at all (spec 09 §8.2). Immutable and thread-safe. */
final class NewFolder {
    private final ListPlaces places;
    private final Settings settings;
    private final TextLibrary library;
    private final RandomNames names;

    NewFolder(ListPlaces places, Settings settings, TextLibrary library, RandomNames names) {
        this.places = places;
        this.settings = settings;
        this.library = library;
        this.names = names;
    }

    /**
     * The list texts that a new list gets.
     *
     * @param language of its texts; English if there are none in it
     * @param warnings gets what is taken differently
     */
    List<Path> texts(Optional<String> language, List<String> warnings) throws RequestException, IOException {
        String wanted = language.orElse("en");
        boolean known = wanted.matches("[A-Za-z]+(-[A-Za-z]+)?") && library.has(wanted);
        if (!known && !library.has("en")) {
            throw new RequestException("SKEL_DIR_NOT_EXIST");
        }
        if (!known) {
            warnings.add("language: there are no texts in it, so they are English");
        }
        return library.texts(known ? wanted : "en");
    }

    /** Makes everything. */
    void make(EmailAddress list, ProfileRules.Outcome profile, List<Path> texts) throws RequestException, IOException {
        try (FolderDraft draft = FolderDraft.in(folderOfDomain(list), names)) {
            fill(draft, list, profile, texts);
            publish(draft, list);
        }
    }

    /** The folder in which lists of its domain lie, made if it is missing. */
    Path folderOfDomain(EmailAddress list) throws IOException, RequestException {
        Path folder = places.spool().resolve(list.domain());
        if (Files.isSymbolicLink(folder)) {
            throw new RequestException("IO_ERROR");
        }
        FolderMove.make(folder, permissions());
        return folder;
    }

    private void fill(FolderDraft draft, EmailAddress list, ProfileRules.Outcome profile, List<Path> texts)
            throws IOException {
        Path folder = draft.path();
        Files.setPosixFilePermissions(folder, permissions());
        List<String> folders = new ArrayList<>(ListDirectory.FOLDERS);
        settings.get(Setting.MLMMJ_DEFAULT_SUB_DIRS).stream()
                .filter(name -> name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*") && !ListDirectory.FOLDERS.contains(name))
                .forEach(folders::add);
        for (String name : folders) {
            Files.setPosixFilePermissions(draft.files().folder(folder.resolve(name)), permissions());
        }
        for (Path text : texts) {
            Path name = Objects.requireNonNull(text.getFileName());
            draft.files().create(folder.resolve("text").resolve(name), Files.readAllBytes(text));
        }
        draft.files().create(folder.resolve("index"), new byte[0]);
        try (ControlFiles control = new ControlFiles(folder, draft.files())) {
            control.apply(profile.edits());
            control.keep();
        }
        Path address = folder.resolve("control/listaddress");
        if (!Files.exists(address)) {
            draft.files().create(address, (list.value() + "\n").getBytes(UTF_8));
        }
    }

    private Set<PosixFilePermission> permissions() {
        return settings.get(Setting.MLMMJ_FILE_PERMISSION);
    }

    private void publish(FolderDraft draft, EmailAddress list) throws RequestException, IOException {
        try {
            draft.publish(places.folder(list));
        } catch (FileAlreadyExistsException e) {
            throw new RequestException("ALREADY_EXISTS", List.of(), e);
        }
    }
}
