package org.jmlmmj.admin.lists;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import org.jmlmmj.admin.FolderTree;
import org.jmlmmj.admin.TextLibrary;
import org.jmlmmj.admin.backend.Backend;
import org.jmlmmj.admin.backend.BackendException;
import org.jmlmmj.admin.profile.Parameter;
import org.jmlmmj.admin.profile.ProfileDefaults;
import org.jmlmmj.admin.profile.ProfileException;
import org.jmlmmj.admin.profile.ProfileRules;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.spool.RandomNames;

/**
 * Makes, removes, renames and finds lists (spec 09 §8.2, §8.4). A list appears complete or not at all, and what the backend knows of it appears with
 * it. Thread-safe, also between processes.
 */
public final class Lists {
    private final ListPlaces places;
    private final ListLocks locks;
    private final Backend backend;
    private final Settings settings;
    private final NewFolder folders;
    private final ListArchive archive;

    /** Lists in these places, with texts of this library. */
    public Lists(
            ListPlaces places,
            ListLocks locks,
            Backend backend,
            Settings settings,
            TextLibrary library,
            RandomNames names,
            ListArchive archive) {
        this.places = places;
        this.locks = locks;
        this.backend = backend;
        this.settings = settings;
        this.folders = new NewFolder(places, settings, library, names);
        this.archive = archive;
    }

    /** Every list. */
    public List<EmailAddress> all() throws RequestException {
        try {
            return backend.lists();
        } catch (BackendException e) {
            throw refused(e);
        }
    }

    /** The lists of a domain; none if it is no name of a folder, such as that above the spool. */
    public List<EmailAddress> of(String domain) throws RequestException {
        if (!ListPlaces.isDomain(domain)) {
            return List.of();
        }
        try {
            return backend.listsOf(domain);
        } catch (BackendException e) {
            throw refused(e);
        }
    }

    private static RequestException refused(BackendException e) {
        return new RequestException(e.code(), e.warnings(), e);
    }

    /**
     * Makes a list.
     *
     * @param language of its texts; English if there are none in it
     */
    public Reply create(EmailAddress list, Map<Parameter, String> request, Optional<String> language)
            throws RequestException, IOException {
        Lock lock = locks.lock(list);
        try {
            places.dropAbandonedDrafts(list);
            if (places.isTaken(list)) {
                // An index that begins anew would overwrite the archive (spec 09 D29).
                throw new RequestException("ALREADY_EXISTS");
            }
            Map<Parameter, String> parameters = ProfileDefaults.complete(list, settings, request);
            ProfileRules.Outcome profile = ProfileRules.decide(list, settings, parameters, name -> Optional.empty());
            List<String> warnings = new ArrayList<>(profile.warnings());
            List<Path> texts = folders.texts(language, warnings);
            try (Backend.Change change = backend.add(list, Facts.of(profile.edits(), parameters))) {
                folders.make(list, profile, texts);
                commitOrUndo(change, () -> FolderTree.at(places.folder(list)).delete());
                warnings.addAll(change.warnings());
            }
            return Reply.done(warnings);
        } catch (BackendException e) {
            throw refused(e);
        } catch (ProfileException e) {
            throw new RequestException(String.valueOf(e.getMessage()), List.of(), e);
        } finally {
            lock.unlock();
        }
    }

    private interface Undo {
        void run() throws IOException;
    }

    /** The files are in place; if the backend cannot keep its part, they go back. */
    private static void commitOrUndo(Backend.Change change, Undo undo) throws BackendException, IOException {
        boolean committed = false;
        try {
            change.commit();
            committed = true;
        } finally {
            if (!committed) {
                undo.run();
            }
        }
    }

    /**
     * Removes a list; one that is not there is no failure, as callers clean up with this.
     *
     * @param keep whether the folder is kept in the archive
     */
    public Reply remove(EmailAddress list, boolean keep) throws RequestException, IOException {
        Lock lock = locks.lock(list);
        try (Backend.Change change = backend.remove(list)) {
            places.dropAbandonedDrafts(list);
            if (places.isFolder(list)) {
                Path taken = archive.take(list, places.folder(list), keep);
                commitOrUndo(change, () -> ListArchive.putBack(taken, places.folder(list)));
            } else {
                change.commit();
            }
            return new Reply(archive.settle(list, keep).<Object>map(Path::toString), change.warnings());
        } catch (BackendException e) {
            throw refused(e);
        } finally {
            lock.unlock();
        }
    }

    /** Gives a list another address; its old one stays an extra address only if the request for that says so. */
    public Reply rename(EmailAddress list, EmailAddress renamed) throws RequestException, IOException {
        boolean inOrder = locks.comesFirst(list, renamed);
        Lock first = locks.lock(inOrder ? list : renamed);
        try {
            Lock second = locks.lock(inOrder ? renamed : list);
            try {
                return renameLocked(list, renamed);
            } finally {
                second.unlock();
            }
        } finally {
            first.unlock();
        }
    }

    private Reply renameLocked(EmailAddress list, EmailAddress renamed) throws RequestException, IOException {
        if (!places.isList(list)) {
            throw new RequestException("NO_SUCH_ACCOUNT");
        }
        if (places.isTaken(renamed)) {
            throw new RequestException("ALREADY_EXISTS");
        }
        places.dropAbandonedDrafts(renamed);
        try (Backend.Change change = backend.rename(list, renamed)) {
            folders.folderOfDomain(renamed);
            Renaming renaming = new Renaming(places, list, renamed);
            renaming.move();
            commitOrUndo(change, renaming::moveBack);
            return Reply.done(change.warnings());
        } catch (BackendException e) {
            throw refused(e);
        }
    }
}
