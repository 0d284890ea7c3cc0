package org.jmlmmj.maintd;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.message.Header;
import org.jmlmmj.core.message.HeaderReader;
import org.jmlmmj.core.message.ListHeaders;
import org.jmlmmj.core.reply.HeaderField;
import org.jmlmmj.core.reply.MailDate;

/** The header of a digest (spec 04 §11.2). Stateless, so thread-safe. */
final class DigestHeaders {
    /** What a digest cannot be without, and can have only once; the owner cannot replace it. */
    private static final List<String> RESERVED = List.of(
            "From",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
            "Content-Disposition");

    private DigestHeaders() {}

    /**
     * The lines, octets as characters.
     *
     * @param subject as text
     * @param problems who is told about lines of {@code control/customheaders} that are left out
     */
    static List<String> of(MailingList list, String subject, String messageId, Consumer<String> problems)
            throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("From: " + list.address().help());
        String wire = HeaderField.of("Subject", " " + subject).wire();
        lines.addAll(List.of(wire.split("\n", -1)));
        lines.add("Date: " + MailDate.format(ZonedDateTime.now(list.clock())));
        lines.add("Message-ID: " + messageId);
        lines.replaceAll(DigestMessage::octets);
        addCustom(list, lines, problems);
        return lines;
    }

    private static void addCustom(MailingList list, List<String> lines, Consumer<String> problems) throws IOException {
        byte[] custom = list.tunables().get(Tunable.CUSTOMHEADERS).orElse(new byte[0]);
        if (list.tunables().get(Tunable.LISTHEADERS)) {
            custom = ListHeaders.with(custom, list.address());
        }
        for (Header header : HeaderReader.read(new ByteArrayInputStream(custom)).headers()) {
            if (RESERVED.stream().anyMatch(header::is) || header.unfolded().indexOf(':') < 1) {
                problems.accept("control/customheaders: not for digests, left out: " + header);
            } else {
                String raw = new String(header.raw(), StandardCharsets.ISO_8859_1);
                raw.lines().filter(line -> !line.isBlank()).forEach(lines::add);
            }
        }
    }
}
