package org.jmlmmj.core.subscriber;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.spool.BounceFolder;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.LockedFile;

/**
 * Everybody who is subscribed to a list, in its three folders (spec 01 §7). Thread-safe, also between processes.
 *
 * <p>A change of somebody's version touches several folders. Two such changes at the same time could each remove what the
 * other one has just added, so all of them wait for one lock per list (spec 07 §3). Its file is never deleted, which would
 * let two processes hold it at once.
 */
public final class Subscribers {
    private final LockedFile.Opener opener;
    private final Path guard;
    private final SubscriberFolder normal;
    private final SubscriberFolder digest;
    private final SubscriberFolder nomail;
    private final BounceFolder bounces;

    /**
     * @param list the list directory
     * @param files the writer of the list directory
     * @param warnings who is told about entries that cannot be read
     */
    public Subscribers(Path list, DurableFiles files, Consumer<String> warnings) {
        this(list, files, warnings, Optional.empty());
    }

    private Subscribers(Path list, DurableFiles files, Consumer<String> warnings, Optional<KnownFiles> known) {
        this.opener = files::openOrCreate;
        this.guard = list.resolve(".subscribers.lock");
        this.normal = new SubscriberFolder(list.resolve("subscribers.d"), files, warnings, known);
        this.digest = new SubscriberFolder(list.resolve("digesters.d"), files, warnings, known);
        this.nomail = new SubscriberFolder(list.resolve("nomailsubs.d"), files, warnings, known);
        this.bounces = new BounceFolder(list.resolve("bounce"), files);
    }

    /** The same for a process that is asked often; see {@link KnownFiles}. */
    public static Subscribers of(Path list, DurableFiles files, Consumer<String> warnings, KnownFiles known) {
        return new Subscribers(list, files, warnings, Optional.of(known));
    }

    /** Who gets every post. */
    public SubscriberFolder normal() {
        return normal;
    }

    /** Who gets digests. */
    public SubscriberFolder digest() {
        return digest;
    }

    /** Who gets nothing. */
    public SubscriberFolder nomail() {
        return nomail;
    }

    /** The folders in which an address with this version stands. */
    public List<SubscriberFolder> of(Version version) {
        return switch (version) {
            case NORMAL -> List.of(normal);
            case DIGEST -> List.of(digest);
            case NOMAIL -> List.of(nomail);
            case BOTH -> List.of(normal, digest);
        };
    }

    /** The folders in which an address with this version does not stand. */
    List<SubscriberFolder> others(Version version) {
        // The digest first: who goes from both to nomail and is left in the middle has one of these two, not a third.
        List<SubscriberFolder> others = new ArrayList<>(List.of(digest, normal, nomail));
        others.removeAll(of(version));
        return others;
    }

    /** All three folders. */
    public List<SubscriberFolder> all() {
        return List.of(normal, digest, nomail);
    }

    /** Whether the address is subscribed in any version. */
    public boolean contain(EmailAddress address) throws IOException {
        return normal.contains(address) || digest.contains(address) || nomail.contains(address);
    }

    /** How the address is subscribed; empty if it is not (table in spec 01 §7.3). */
    public Optional<Version> versionOf(EmailAddress address) throws IOException {
        boolean inNormal = normal.contains(address);
        boolean inDigest = digest.contains(address);
        return Version.of(inNormal, inDigest, !inDigest && nomail.contains(address));
    }

    /**
     * Makes an address a subscriber of exactly this version. The new lines are written before old ones go, so that a crash in
     * between never unsubscribes anybody (spec 07 §4.2). What came back from somebody new before is forgotten (spec 05 §1).
     *
     * @return false if nothing had to be changed
     */
    public boolean subscribe(EmailAddress address, Version version) throws IOException {
        List<SubscriberFolder> wanted = of(version);
        List<SubscriberFolder> others = others(version);
        return alone(() -> {
            if (!contain(address)) {
                // First: the other way round, a crash would leave bounces of the past to count against the subscriber.
                bounces.forget(address);
            }
            boolean changed = false;
            for (SubscriberFolder folder : wanted) {
                changed |= folder.add(address);
            }
            return removeFrom(others, address) > 0 || changed;
        });
    }

    /**
     * Removes an address from these folders; if it stands in no other one, also forgets what came back from it (spec 05 §1).
     *
     * @return how many lines were removed
     */
    public int unsubscribe(EmailAddress address, List<SubscriberFolder> folders) throws IOException {
        return alone(() -> {
            int removed = removeFrom(folders, address);
            if (removed > 0 && !contain(address)) {
                bounces.forget(address);
            }
            return removed;
        });
    }

    /**
     * Removes an address from everywhere because it bounces. What came back from it stays for the caller to forget, when those are
     * told who have to know.
     */
    public void removeBouncing(EmailAddress address) throws IOException {
        alone(() -> removeFrom(all(), address));
    }

    /** Forgets what came back from those addresses of a set that are chosen. */
    void forgetBounces(AddressSet addresses, BitSet chosen) throws IOException {
        // By what is in the folder, mostly little, instead of by address.
        Set<EmailAddress> known = new LinkedHashSet<>(bounces.recorded());
        known.addAll(bounces.probed());
        for (EmailAddress address : known) {
            int number = addresses.find(address);
            if (number >= 0 && chosen.get(number)) {
                bounces.forget(address);
            }
        }
    }

    private static int removeFrom(List<SubscriberFolder> folders, EmailAddress address) throws IOException {
        int removed = 0;
        for (SubscriberFolder folder : folders) {
            removed += folder.remove(address);
        }
        return removed;
    }

    /** A change of subscriber folders. */
    interface Change<T> {
        T make() throws IOException;
    }

    /** Makes a change while no other process changes the subscribers of this list. */
    <T> T alone(Change<T> change) throws IOException {
        LockedFile lock = LockedFile.open(guard, opener);
        try {
            return change.make();
        } finally {
            lock.close();
        }
    }
}
