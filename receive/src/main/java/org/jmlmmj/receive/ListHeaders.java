package org.jmlmmj.receive;

import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.core.address.ListAddress;

/**
 * Header lines by which mail programs know a list and what can be done with it (RFC 2369, RFC 2919); generated when {@code
 * control/listheaders} exists. Stateless, so thread-safe.
 */
final class ListHeaders {
    /** Names of the headers generated; another list's must not be passed on (RFC 2369 §4). */
    static final List<String> NAMES = List.of(
            "List-Id:", "List-Post:", "List-Help:", "List-Subscribe:", "List-Unsubscribe:", "List-Owner:", "X-Loop:");

    private ListHeaders() {}

    /** The lines, each with its name and without line end. */
    static List<String> of(ListAddress list) {
        List<String> lines = new ArrayList<>();
        lines.add("List-Id: <" + LoopGuard.listId(list.address()) + ">");
        lines.add("List-Post: <mailto:" + list.address() + ">");
        lines.add("List-Help: <mailto:" + list.help() + ">");
        lines.add("List-Subscribe: <mailto:" + list.withExtension("subscribe") + ">");
        lines.add("List-Unsubscribe: <mailto:" + list.withExtension("unsubscribe") + ">");
        lines.add("List-Owner: <mailto:" + list.owner() + ">");
        lines.add("X-Loop: " + list.address());
        return List.copyOf(lines);
    }
}
