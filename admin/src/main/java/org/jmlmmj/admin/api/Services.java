package org.jmlmmj.admin.api;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.admin.TextLibrary;
import org.jmlmmj.admin.backend.Backend;
import org.jmlmmj.admin.lists.ListArchive;
import org.jmlmmj.admin.lists.ListLocks;
import org.jmlmmj.admin.lists.ListPlaces;
import org.jmlmmj.admin.lists.Lists;
import org.jmlmmj.admin.lists.Members;
import org.jmlmmj.admin.lists.Profiles;
import org.jmlmmj.admin.lists.Subscriptions;
import org.jmlmmj.admin.settings.Setting;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.core.cli.ProcessNumber;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.reply.AdminMailWriter;
import org.jmlmmj.core.reply.Outbox;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.core.subscriber.KnownFiles;
import org.jmlmmj.core.text.ListTexts;
import org.jmlmmj.core.text.TextCache;
import org.jmlmmj.core.text.Texts;
import org.jmlmmj.send.RelayOutbox;
import org.jmlmmj.send.StopSignal;

/** Puts the parts of the API together; whatever the backend, requests for one list wait for each other. Thread-safe. */
final class Services {
    private final Settings settings;
    private final RandomNames names;
    private final Syslog syslog;
    private final ListPlaces places;
    private final ListArchive archive;
    private final Path library;
    private final ListLocks locks = new ListLocks();
    private final TextCache cache = new CachedTexts();
    private final KnownFiles known;
    private final StopSignal stop = new StopSignal();

    private Services(Settings settings, RandomNames names, Clock clock, Syslog syslog) {
        Path spool = settings.get(Setting.MLMMJ_SPOOL_DIR);
        this.settings = settings;
        this.names = names;
        this.syslog = syslog;
        this.places = new ListPlaces(spool, names, clock, syslog);
        this.known = new KnownFiles(CachedAddresses.ofHeap(), clock, Long.parseUnsignedLong(names.next(), 16));
        this.archive = new ListArchive(
                spool, settings.get(Setting.MLMMJ_ARCHIVE_DIR), settings.get(Setting.MLMMJ_FILE_PERMISSION), clock);
        this.library = settings.get(Setting.MLMMJ_SKEL_DIR).orElseGet(ListTexts::library);
    }

    static Services of(Settings settings, RandomNames names, Clock clock, Syslog syslog) {
        return new Services(settings, names, clock, syslog);
    }

    /** The catalogue of everything that can be asked for (spec 09 §8), with lists that this backend knows. */
    List<Endpoint> endpoints(Backend backend) {
        Members members = new Members(places, this::writer, this::outbox, names, settings.get(Setting.MAX_ADDRESSES));
        Profiles profiles = new Profiles(places, locks, backend, settings, syslog::warning);
        Lists lists = new Lists(places, locks, backend, settings, new TextLibrary(library), names, archive);
        Subscriptions subscriptions = new Subscriptions(places, known, syslog);
        List<Endpoint> all = new ArrayList<>(ListEndpoints.of(profiles, lists));
        all.addAll(ProfileEndpoints.of(profiles));
        all.addAll(MemberEndpoints.of(lists, members, subscriptions));
        return List.copyOf(all);
    }

    private AdminMailWriter writer(MailingList list) {
        Texts texts = Texts.of(list.directory(), library, cache, syslog::warning);
        return new AdminMailWriter(list, texts, names, ProcessNumber.current());
    }

    private Outbox outbox(MailingList list) {
        return mails -> {
            if (!mails.isEmpty()) {
                RelayOutbox.of(list, stop).send(mails);
            }
        };
    }
}
