package org.jmlmmj.core.subscriber;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jmlmmj.core.address.EmailAddress;

/** Everybody who is subscribed to a list, in its three folders (spec 01 §7). Thread-safe, also between processes. */
public final class Subscribers {
    private final SubscriberFolder normal;
    private final SubscriberFolder digest;
    private final SubscriberFolder nomail;

    /** The folders, found by their names. */
    public Subscribers(Function<String, SubscriberFolder> folders) {
        this.normal = folders.apply("subscribers.d");
        this.digest = folders.apply("digesters.d");
        this.nomail = folders.apply("nomailsubs.d");
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
        if (inNormal && inDigest) {
            return Optional.of(Version.BOTH);
        }
        if (!inDigest && nomail.contains(address)) {
            return Optional.of(Version.NOMAIL);
        }
        if (inNormal) {
            return Optional.of(Version.NORMAL);
        }
        return inDigest ? Optional.of(Version.DIGEST) : Optional.empty();
    }

    /**
     * Makes an address a subscriber of exactly this version. The new lines are written before old ones go, so that a crash in
     * between never unsubscribes anybody (spec 07 §4.2).
     *
     * @return false if nothing had to be changed
     */
    public boolean subscribe(EmailAddress address, Version version) throws IOException {
        List<SubscriberFolder> wanted = of(version);
        boolean changed = false;
        for (SubscriberFolder folder : wanted) {
            changed |= folder.add(address);
        }
        List<SubscriberFolder> others = new ArrayList<>(all());
        others.removeAll(wanted);
        for (SubscriberFolder folder : others) {
            changed |= folder.remove(address) > 0;
        }
        return changed;
    }
}
