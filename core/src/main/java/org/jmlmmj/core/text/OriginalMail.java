package org.jmlmmj.core.text;

import java.io.IOException;
import java.io.InputStream;

/** The mail that {@code %originalmail%} shows. It is streamed and never held in memory. Thread-safe if its opener is. */
@FunctionalInterface
public interface OriginalMail {
    /** Opens the mail at its start, headers included. */
    InputStream open() throws IOException;
}
