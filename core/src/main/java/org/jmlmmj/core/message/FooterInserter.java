package org.jmlmmj.core.message;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Adds the footer of a list to a post (spec 07 §12.3): to its text, to each form of it if there are several, or as a part of
 * its own if a multipart/mixed begins with something else. All other octets stay. A mail that is signed or encrypted as a
 * whole, or whose structure is in doubt, stays as it is: a post without footer is better than a broken one.
 *
 * <p>Reads the mail once, and of its body keeps no more than one text in memory. Immutable and thread-safe.
 */
public final class FooterInserter {
    /** Most octets that are added or changed, so that ten thousand alternatives do not fill the memory. */
    private static final int MOST_OCTETS = 6 * 1024 * 1024;

    private final Footer footer;

    private FooterInserter(Footer footer) {
        this.footer = footer;
    }

    /** An inserter of this footer. */
    public static FooterInserter of(Footer footer) {
        return new FooterInserter(footer);
    }

    /**
     * Finds out how the mail looks with its footer. Writes nothing.
     *
     * @param mail the stored mail; its position is left alone
     * @param headers the headers as they will go out
     * @param lineEnd what lines of the mail end with
     * @param bodyOffset where the body begins in the file
     * @throws IOException if the mail cannot be read
     */
    public FooterOutcome insert(FileChannel mail, List<Header> headers, LineEnd lineEnd, long bodyOffset)
            throws IOException {
        try {
            Plan plan = new Plan(mail, headers, lineEnd);
            plan.fill(MimeScanner.scan(mail, headers, bodyOffset));
            RewrittenMail changed = RewrittenMail.of(plan.rootHeaders, lineEnd, bodyOffset, mail.size(), plan.edits);
            return new FooterOutcome(changed, Optional.empty());
        } catch (UntouchableException e) {
            RewrittenMail same = RewrittenMail.of(headers, lineEnd, bodyOffset, mail.size());
            return new FooterOutcome(same, Optional.of(e.why()));
        }
    }

    /** All changes to one mail. */
    private final class Plan {
        private final FileChannel mail;
        private final LineEnd lineEnd;
        private final List<Edit> edits = new ArrayList<>();
        private List<Header> rootHeaders;
        private long octets;

        Plan(FileChannel mail, List<Header> headers, LineEnd lineEnd) {
            this.mail = mail;
            this.rootHeaders = headers;
            this.lineEnd = lineEnd;
        }

        void fill(MimePart root) throws IOException, UntouchableException {
            List<TextLeaf> texts = TextLeaf.of(root);
            TextPartEditor editor = new TextPartEditor(mail, footer, lineEnd);
            if (texts.isEmpty()) {
                addOwnPart(root, editor);
            }
            for (TextLeaf text : texts) {
                Optional<TextPartEditor.Change> change = editor.edit(text.part());
                if (change.isPresent()) {
                    add(text, change.get());
                }
            }
            if (edits.isEmpty()) {
                throw new UntouchableException("it has the footer already, or there is none for texts of its type");
            }
        }

        private void addOwnPart(MimePart root, TextPartEditor editor) throws IOException, UntouchableException {
            if (!root.headers().type().equals("multipart/mixed")) {
                String what = root.headers().isAttachment()
                        ? "an attachment"
                        : root.headers().type();
                throw new UntouchableException(what + " cannot have a footer");
            }
            MimePart last = root.children().get(root.children().size() - 1);
            if (!editor.hasFooter(last)) {
                addEdit(OwnPart.of(root, footer, lineEnd));
            }
        }

        private void add(TextLeaf text, TextPartEditor.Change change) throws IOException, UntouchableException {
            for (String separator : text.separators()) {
                if (Separators.isLineOf(change.body().octets(), separator)) {
                    throw new UntouchableException("the footer has a line like a boundary of the mail");
                }
            }
            addEdit(change.body());
            if (change.charset().isPresent() || change.encoding().isPresent()) {
                setHeaders(text.part(), change);
            }
        }

        private void setHeaders(MimePart part, TextPartEditor.Change change) throws IOException, UntouchableException {
            if (part.isRoot()) {
                rootHeaders = PartHeaderEdits.apply(rootHeaders, change.charset(), change.encoding(), lineEnd, true);
                return;
            }
            FileRange range =
                    new FileRange(mail, part.place().headers(), part.place().blank());
            List<Header> old = HeaderReader.read(range.stream()).headers();
            List<Header> changed = PartHeaderEdits.apply(old, change.charset(), change.encoding(), lineEnd, false);
            addEdit(Edit.of(range.from(), range.to(), PartHeaderEdits.octets(changed)));
        }

        private void addEdit(Edit edit) throws UntouchableException {
            octets += edit.octets().length;
            if (octets > MOST_OCTETS) {
                throw new UntouchableException("more than " + MOST_OCTETS + " octets of the mail would change");
            }
            edits.add(edit);
        }
    }
}
