package org.jmlmmj.core.text;

import java.io.IOException;
import java.nio.file.Files;

/** Gives any octets to the list text engine; see {@link EveryText} for what must hold. For one thread, as Jazzer calls it. */
public final class TextFuzzTarget {
    private static final EveryText TEXT = text();

    private TextFuzzTarget() {}

    /** One input. */
    public static void fuzzerTestOneInput(byte[] octets) throws IOException {
        TEXT.check(octets);
    }

    private static EveryText text() {
        try {
            return new EveryText(Files.createTempDirectory("list"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
