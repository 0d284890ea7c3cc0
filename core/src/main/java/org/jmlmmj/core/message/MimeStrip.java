package org.jmlmmj.core.message;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.Ascii;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.list.Tunables;

/**
 * Removes parts of a mail by their MIME type and marks mails with parts that are to be denied (spec 07 §11). The mark is a
 * header that access rules can look at. Other octets stay, also what a signature covers: there it only marks.
 *
 * <p>The mark is also set where the parts cannot be told with certainty: a sender who hides a part behind a broken structure
 * must not get further than one who does not. Immutable and thread-safe.
 */
public final class MimeStrip {
    /** The header that says {@code Y} or {@code N}. */
    public static final String HEADER = "X-ThisMailContainsUnwantedMimeParts";

    private static final String NOTE =
            "Content-Type: text/plain; charset=us-ascii\n\n[The mailing list does not take content of this type.]\n";

    private final List<String> stripped;
    private final List<String> denied;

    private MimeStrip(List<String> stripped, List<String> denied) {
        this.stripped = stripped.stream().map(Ascii::lowerCase).toList();
        this.denied = denied.stream().map(Ascii::lowerCase).toList();
    }

    /** What the control files of a list say; missing files remove and mark nothing. */
    public static MimeStrip of(Tunables tunables) throws IOException {
        return of(
                tunables.get(Tunable.MIMESTRIP).orElse(List.of()),
                tunables.get(Tunable.MIMEDENY).orElse(List.of()));
    }

    /**
     * Rules of one's own. An entry fits the types that begin with it, in any case.
     *
     * @param stripped types of parts to remove
     * @param denied types of parts that mark a mail
     */
    public static MimeStrip of(List<String> stripped, List<String> denied) {
        return new MimeStrip(stripped, denied);
    }

    /**
     * Finds out how the mail looks without such parts. Writes nothing.
     *
     * @param mail the mail; its position is left alone
     * @param block its headers
     * @throws IOException if it cannot be read
     */
    public StripOutcome apply(FileChannel mail, HeaderBlock block) throws IOException {
        Search search = new Search(block.lineEnd());
        try {
            search.begin(MimeScanner.scan(mail, block.headers(), block.bodyOffset()));
        } catch (UntouchableException e) {
            search.doubt(e.why());
        }
        List<Header> headers = new ArrayList<>(block.headers().size() + 1);
        // A sender could have set the mark to what suits him.
        block.headers().stream().filter(header -> !isMark(header)).forEach(headers::add);
        headers.add(Header.of(HEADER, search.isUnwanted ? "Y" : "N", block.lineEnd()));
        RewrittenMail result =
                RewrittenMail.of(headers, block.lineEnd(), block.bodyOffset(), mail.size(), search.edits);
        return new StripOutcome(result, search.isUnwanted, search.removed, search.doubt);
    }

    private static boolean isMark(Header header) {
        String line = header.unfolded();
        int colon = line.indexOf(':');
        return colon >= 0 && Ascii.equalsIgnoreCase(line.substring(0, colon).strip(), HEADER);
    }

    private static boolean fits(MimePart part, List<String> entries) {
        return part.headers().declaredTypes().stream()
                .anyMatch(type -> entries.stream().anyMatch(type::startsWith));
    }

    /** What is found in one mail. */
    private final class Search {
        private final LineEnd lineEnd;
        private final List<Edit> edits = new ArrayList<>();
        private boolean isUnwanted;
        private int removed;
        private Optional<String> doubt = Optional.empty();

        Search(LineEnd lineEnd) {
            this.lineEnd = lineEnd;
        }

        void doubt(String why) {
            isUnwanted |= !stripped.isEmpty() || !denied.isEmpty();
            doubt = Optional.of(why);
        }

        void begin(MimePart root) {
            if (fits(root, stripped) || fits(root, denied)) {
                // The mail is the part: nothing would be left of it.
                isUnwanted = true;
            } else {
                lookInto(root, false);
            }
        }

        private void lookInto(MimePart part, boolean isSealed) {
            boolean staysSealed = isSealed || part.headers().isSealed();
            boolean isMultipart =
                    part.headers().declaredTypes().stream().anyMatch(type -> type.startsWith("multipart/"));
            if (isMultipart && part.children().isEmpty() && !part.isClosed()) {
                doubt(part.headers().flaw().orElse("the parts of a multipart cannot be found"));
            }
            List<MimePart> gone = new ArrayList<>();
            for (MimePart child : part.children()) {
                isUnwanted |= fits(child, denied);
                if (!fits(child, stripped)) {
                    lookInto(child, staysSealed);
                } else if (staysSealed) {
                    isUnwanted = true;
                } else {
                    gone.add(child);
                }
            }
            remove(gone, gone.size() == part.children().size());
        }

        /** Removes parts with their boundary lines; a multipart that would be empty, which must not be, gets a note. */
        private void remove(List<MimePart> gone, boolean leavesNothing) {
            for (int i = 0; i < gone.size(); i++) {
                MimePart.Place place = gone.get(i).place();
                boolean getsNote = leavesNothing && i == 0;
                byte[] note = NOTE.replace("\n", lineEnd.text()).getBytes(StandardCharsets.US_ASCII);
                edits.add(
                        getsNote
                                ? Edit.of(place.headers(), place.end(), note)
                                : Edit.of(place.boundary(), place.end(), new byte[0]));
            }
            removed += gone.size();
        }
    }
}
