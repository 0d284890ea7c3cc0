package org.jmlmmj.core.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.core.address.Ascii;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ListAddress;

/**
 * Header lines by which mail programs know a list and what can be done with it (RFC 2369, RFC 2919); posts and digests get them
 * when {@code control/listheaders} exists. Stateless, so thread-safe.
 */
public final class ListHeaders {
    /** Names of the headers generated; another list's must not be passed on (RFC 2369 §4). */
    public static final List<String> NAMES = List.of(
            "List-Id:", "List-Post:", "List-Help:", "List-Subscribe:", "List-Unsubscribe:", "List-Owner:", "X-Loop:");

    private ListHeaders() {}

    /** The identifier of a list as RFC 2919 §2 wants it: the address with a dot in place of the {@code @}. */
    public static String id(EmailAddress address) {
        return address.local() + "." + address.domain();
    }

    /**
     * The lines, in front of what the owner wrote into {@code control/customheaders}, which wins over a generated line of the same
     * name.
     *
     * @param custom the content of that file
     * @return all lines in UTF-8; generated ones end with LF
     */
    public static byte[] with(byte[] custom, ListAddress list) {
        String written = new String(custom, StandardCharsets.ISO_8859_1);
        StringBuilder lines = new StringBuilder();
        for (String line : of(list)) {
            String name = line.substring(0, line.indexOf(':') + 1);
            boolean isWritten = written.lines().anyMatch(own -> Ascii.startsWithIgnoreCase(own, name));
            if (!isWritten) {
                lines.append(new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                        .append('\n');
            }
        }
        return lines.append(written).toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<String> of(ListAddress list) {
        List<String> lines = new ArrayList<>();
        lines.add("List-Id: <" + id(list.address()) + ">");
        lines.add("List-Post: <mailto:" + list.address() + ">");
        lines.add("List-Help: <mailto:" + list.help() + ">");
        lines.add("List-Subscribe: <mailto:" + list.withExtension("subscribe") + ">");
        lines.add("List-Unsubscribe: <mailto:" + list.withExtension("unsubscribe") + ">");
        lines.add("List-Owner: <mailto:" + list.owner() + ">");
        lines.add("X-Loop: " + list.address());
        return List.copyOf(lines);
    }
}
