package org.jmlmmj.receive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.core.address.Ascii;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.list.Tunables;
import org.jmlmmj.core.message.HeaderEdits;
import org.jmlmmj.core.message.SubjectPrefix;

/** Reads from the control files of a list what happens to the headers of its posts. Stateless, so thread-safe. */
final class PostEdits {
    private PostEdits() {}

    /** The edits of a list. */
    static HeaderEdits of(MailingList list) throws IOException {
        Tunables tunables = list.tunables();
        List<String> removed = new ArrayList<>(tunables.get(Tunable.DELHEADERS).orElse(List.of()));
        byte[] custom = tunables.get(Tunable.CUSTOMHEADERS).orElse(new byte[0]);
        if (tunables.get(Tunable.LISTHEADERS)) {
            removed.addAll(ListHeaders.NAMES);
            custom = withListHeaders(ListHeaders.of(list.address()), custom);
        }
        return HeaderEdits.of(
                removed, custom, tunables.get(Tunable.PREFIX).map(SubjectPrefix::new), tunables.get(Tunable.REPLYTO));
    }

    /** What the owner wrote into customheaders wins over the generated line of the same name. */
    private static byte[] withListHeaders(List<String> generated, byte[] custom) {
        String written = new String(custom, StandardCharsets.ISO_8859_1);
        StringBuilder lines = new StringBuilder();
        for (String line : generated) {
            String name = line.substring(0, line.indexOf(':') + 1);
            boolean isWritten = written.lines().anyMatch(own -> Ascii.startsWithIgnoreCase(own, name));
            if (!isWritten) {
                lines.append(new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                        .append('\n');
            }
        }
        return lines.append(written).toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
