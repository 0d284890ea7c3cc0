package org.jmlmmj.admin.api;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jmlmmj.admin.TextLibrary;
import org.jmlmmj.admin.backend.Backend;
import org.jmlmmj.admin.lists.ListArchive;
import org.jmlmmj.admin.lists.ListLocks;
import org.jmlmmj.admin.lists.ListPlaces;
import org.jmlmmj.admin.lists.Lists;
import org.jmlmmj.admin.lists.Members;
import org.jmlmmj.admin.lists.Profiles;
import org.jmlmmj.admin.settings.Setting;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.reply.AdminMailWriter;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.core.text.ListTexts;
import org.jmlmmj.core.text.TextCache;
import org.jmlmmj.core.text.Texts;
import org.jmlmmj.send.RelayOutbox;
import org.jmlmmj.send.StopSignal;

/** Puts the parts of the API together. Immutable and thread-safe. */
final class Services {
    private final List<Endpoint> endpoints;

    private Services(List<Endpoint> endpoints) {
        this.endpoints = endpoints;
    }

    static Services of(Settings settings, Backend backend, RandomNames names, Clock clock, Syslog syslog) {
        Path spool = settings.get(Setting.MLMMJ_SPOOL_DIR);
        Path library = settings.get(Setting.MLMMJ_SKEL_DIR).orElseGet(ListTexts::library);
        ListPlaces places = new ListPlaces(spool, names, clock, syslog);
        ListLocks locks = new ListLocks();
        ListArchive archive = new ListArchive(
                spool, settings.get(Setting.MLMMJ_ARCHIVE_DIR), settings.get(Setting.MLMMJ_FILE_PERMISSION), clock);
        TextCache cache = new CachedTexts();
        StopSignal stop = new StopSignal();
        Members members = new Members(
                places,
                list -> new AdminMailWriter(
                        list,
                        Texts.of(list.directory(), library, cache, syslog::warning),
                        names,
                        ProcessHandle.current().pid()),
                list -> mails -> {
                    if (!mails.isEmpty()) {
                        RelayOutbox.of(list, stop).send(mails);
                    }
                },
                names,
                settings.get(Setting.MAX_ADDRESSES));
        Profiles profiles = new Profiles(places, locks, backend, settings, syslog::warning);
        Lists lists = new Lists(places, locks, backend, settings, new TextLibrary(library), names, archive);
        return new Services(Endpoints.of(profiles, lists, members));
    }

    List<Endpoint> endpoints() {
        return endpoints;
    }
}
