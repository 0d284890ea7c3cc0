package org.jmlmmj.admin.doctor;

import static org.jmlmmj.core.list.Tunable.ACCESS;
import static org.jmlmmj.core.list.Tunable.ADDTOHDR;
import static org.jmlmmj.core.list.Tunable.CLOSEDLIST;
import static org.jmlmmj.core.list.Tunable.CLOSEDLISTSUB;
import static org.jmlmmj.core.list.Tunable.CUSTOMHEADERS;
import static org.jmlmmj.core.list.Tunable.DIGESTMAXMAIL;
import static org.jmlmmj.core.list.Tunable.DIGESTMAXMAILS;
import static org.jmlmmj.core.list.Tunable.FOOTER;
import static org.jmlmmj.core.list.Tunable.FOOTER_HTML;
import static org.jmlmmj.core.list.Tunable.FOOTER_TEXT;
import static org.jmlmmj.core.list.Tunable.MODERATED;
import static org.jmlmmj.core.list.Tunable.MODERATORS;
import static org.jmlmmj.core.list.Tunable.MODNONSUBPOSTS;
import static org.jmlmmj.core.list.Tunable.MODONLYPOST;
import static org.jmlmmj.core.list.Tunable.NOARCHIVE;
import static org.jmlmmj.core.list.Tunable.NOSUBCONFIRM;
import static org.jmlmmj.core.list.Tunable.OWNER;
import static org.jmlmmj.core.list.Tunable.REPLYTO;
import static org.jmlmmj.core.list.Tunable.SUBMOD;
import static org.jmlmmj.core.list.Tunable.SUBONLYPOST;
import static org.jmlmmj.core.list.Tunable.VERP;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;

/** Control files that make no sense together, or leave nobody who could act (spec 02 §5, 08). Stateless, so thread-safe. */
final class ContradictionCheck implements ListCheck {
    @Override
    public String name() {
        return "settings";
    }

    @Override
    public void examine(MailingList list, Notes notes) throws IOException {
        Present present = new Present(list);
        notes.part("control files agree with each other", part -> {
            people(present, part);
            posting(present, part);
            joining(present, part);
            mails(present, part);
        });
    }

    private static void people(Present present, Notes notes) throws IOException {
        boolean hasModerator = present.hasAddress(MODERATORS);
        for (Tunable<?> tunable : List.of(MODERATED, MODNONSUBPOSTS, MODONLYPOST)) {
            if (present.exists(tunable) && !hasModerator) {
                notes.fail(
                        "control/" + tunable + " needs moderators, and control/moderators names none",
                        "write their addresses there, one per line");
            }
        }
        if (!hasModerator && present.lines(ACCESS).anyMatch(rule -> rule.strip().startsWith("moderate"))) {
            notes.fail(
                    "control/access holds posts for moderators, and control/moderators names none",
                    "write their addresses there, one per line");
        }
        if (!present.hasAddress(OWNER)) {
            notes.warn(
                    "control/owner names nobody, so mail to the owner goes to the postmaster of the domain",
                    "write the owner's address there");
            if (present.exists(SUBMOD) && !present.hasAddress(SUBMOD)) {
                notes.fail(
                        "control/submod needs gatekeepers, and neither it nor control/owner names one",
                        "write their addresses into control/submod, one per line");
            }
        }
    }

    private static void posting(Present present, Notes notes) throws IOException {
        if (present.exists(SUBONLYPOST) && present.exists(MODONLYPOST)) {
            notes.warn("control/modonlypost has no effect beside control/subonlypost", "delete one of them");
        }
        if (present.exists(ACCESS) && present.lines(ACCESS).allMatch(String::isBlank)) {
            notes.warn("control/access is empty, so every post is denied", "add rules or delete it");
        }
        OptionalLong size = present.list().tunables().maxMailSize();
        if (size.isPresent() && size.getAsLong() == 0) {
            notes.warn("control/maxmailsize is 0, so every post is denied", "write a size in octets or delete it");
        }
    }

    private static void joining(Present present, Notes notes) {
        if (present.exists(CLOSEDLIST)) {
            for (Tunable<?> tunable : List.of(CLOSEDLISTSUB, NOSUBCONFIRM)) {
                if (present.exists(tunable)) {
                    notes.warn(
                            "control/" + tunable
                                    + " has no effect: control/closedlist refuses to join and to leave by mail",
                            "delete control/closedlist if leaving should be possible, otherwise control/" + tunable);
                }
            }
        }
        if (present.exists(DIGESTMAXMAIL) && present.exists(DIGESTMAXMAILS)) {
            notes.warn("control/digestmaxmail has no effect beside control/digestmaxmails", "delete it");
        }
        if (present.exists(NOARCHIVE) && present.hasDigestSubscribers()) {
            notes.warn(
                    "people are subscribed to digests, and control/noarchive leaves nothing to make them of",
                    "delete control/noarchive, or subscribe them with mlmmj-sub to the normal list");
        }
    }

    private static void mails(Present present, Notes notes) throws IOException {
        if (present.exists(ADDTOHDR) && present.exists(VERP)) {
            notes.warn("control/verp has no effect beside control/addtohdr", "delete one of them");
        }
        if (present.exists(FOOTER) && (present.exists(FOOTER_TEXT) || present.exists(FOOTER_HTML))) {
            notes.warn("control/footer has no effect beside control/footer_text or footer_html", "delete it");
        }
        String headers = new String(
                present.list().tunables().get(CUSTOMHEADERS).orElse(new byte[0]), StandardCharsets.ISO_8859_1);
        if (headers.strip().lines().anyMatch(String::isBlank)) {
            notes.fail(
                    "control/customheaders has an empty line, which ends the headers of each post", "delete that line");
        }
        boolean fixed =
                headers.lines().anyMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("reply-to:"));
        if (fixed && present.exists(REPLYTO)) {
            notes.warn(
                    "control/replyto and a Reply-To: in control/customheaders name two addresses for answers",
                    "delete control/replyto or that line");
        }
    }

    /** What a list has. */
    private record Present(MailingList list) {
        boolean exists(Tunable<?> tunable) {
            return Files.exists(list.directory().path().resolve("control").resolve(tunable.name()));
        }

        Stream<String> lines(Tunable<Optional<List<String>>> tunable) throws IOException {
            return list.tunables().get(tunable).orElse(List.of()).stream();
        }

        boolean hasAddress(Tunable<Optional<List<String>>> tunable) throws IOException {
            return lines(tunable).anyMatch(line -> line.contains("@"));
        }

        boolean hasDigestSubscribers() {
            String[] files = Path.of(list.directory().path().toString(), "digesters.d")
                    .toFile()
                    .list();
            return files != null && Stream.of(files).anyMatch(name -> !name.startsWith("."));
        }
    }
}
