package org.jmlmmj.receive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.list.Tunables;
import org.jmlmmj.core.message.HeaderEdits;
import org.jmlmmj.core.message.ListHeaders;
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
            custom = ListHeaders.with(custom, list.address());
        }
        return HeaderEdits.of(
                removed, custom, tunables.get(Tunable.PREFIX).map(SubjectPrefix::new), tunables.get(Tunable.REPLYTO));
    }
}
