package org.jmlmmj.send.smtp;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** How long a client waits for what. Immutable and thread-safe. */
public final class Timeouts {
    private static final Timeouts STANDARD = new Timeouts(new EnumMap<>(Wait.class));

    private final Map<Wait, Duration> changed;

    private Timeouts(Map<Wait, Duration> changed) {
        this.changed = changed;
    }

    /** The time-outs of {@link Wait}. */
    public static Timeouts standard() {
        return STANDARD;
    }

    /** These time-outs with one changed. */
    public Timeouts with(Wait wait, Duration longest) {
        Map<Wait, Duration> copy = new EnumMap<>(Wait.class);
        copy.putAll(changed);
        copy.put(wait, longest);
        return new Timeouts(copy);
    }

    /** How long to wait. */
    public Duration of(Wait wait) {
        return changed.getOrDefault(wait, wait.longest());
    }
}
