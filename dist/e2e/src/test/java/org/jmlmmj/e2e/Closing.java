package org.jmlmmj.e2e;

import java.io.Closeable;
import java.io.IOException;
import java.util.Deque;

/** The end of several servers. Stateless, so thread-safe. */
final class Closing {
    private Closing() {}

    /** Closes all, the last one first; one that does not end properly does not keep the others running. */
    static void all(Deque<Closeable> servers) throws IOException {
        if (servers.isEmpty()) {
            return;
        }
        try {
            servers.pop().close();
        } finally {
            all(servers);
        }
    }
}
