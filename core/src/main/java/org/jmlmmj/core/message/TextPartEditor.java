package org.jmlmmj.core.message;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Adds the footer to one text (spec 07 §12.3).
 *
 * <p>There are two ways. Usually octets are put between the others and nothing else changes. Only where the charset or the
 * transfer encoding cannot carry the footer, the text is decoded and written anew, and the headers say how. Immutable and
 * thread-safe.
 */
final class TextPartEditor {
    private final FileChannel mail;
    private final Footer footer;
    private final LineEnd lineEnd;

    TextPartEditor(FileChannel mail, Footer footer, LineEnd lineEnd) {
        this.mail = mail;
        this.footer = footer;
        this.lineEnd = lineEnd;
    }

    /**
     * A changed part.
     *
     * @param charset its new charset
     * @param encoding its new transfer encoding
     */
    record Change(Edit body, Optional<String> charset, Optional<TransferEncoding> encoding) {
        static Change of(Edit body) {
            return new Change(body, Optional.empty(), Optional.empty());
        }
    }

    /** The change that adds the footer; empty if the part has it already or there is none for its type. */
    Optional<Change> edit(MimePart part) throws IOException, UntouchableException {
        Optional<String> wanted = part.headers().isHtml() ? Optional.of(footer.html()) : footer.text();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        Text text = new Text(part.headers(), TextBody.load(mail, part, lineEnd));
        return text.endsWith(wanted.get()) ? Optional.empty() : Optional.of(text.add(wanted.get()));
    }

    /** Whether a part is a text that ends with the footer; one that cannot be read is none. */
    boolean hasFooter(MimePart part) throws IOException {
        PartHeaders headers = part.headers();
        Optional<String> wanted = headers.isHtml() ? Optional.of(footer.html()) : footer.text();
        if (!headers.isBodyText() || headers.flaw().isPresent() || wanted.isEmpty()) {
            return false;
        }
        try {
            return new Text(headers, TextBody.load(mail, part, lineEnd)).endsWith(wanted.get());
        } catch (UntouchableException e) {
            return false;
        }
    }

    private static final class Text {
        private final PartHeaders headers;
        private final TextBody body;
        private final TextCharset charset;
        private final byte[] octets;
        private final String shown;

        Text(PartHeaders headers, TextBody body) throws IOException, UntouchableException {
            this.headers = headers;
            this.body = body;
            String name = headers.parameters().charset().orElse("US-ASCII");
            this.charset = TextCharset.named(name)
                    .orElseThrow(() -> new UntouchableException("a text has an unknown charset"));
            this.octets = body.octets();
            this.shown = charset.show(octets);
            if (InlinePgp.isIn(body.stream(), headers.isHtml()) || InlinePgp.isIn(shown, headers.isHtml())) {
                throw new UntouchableException("a text is signed or encrypted with PGP");
            }
        }

        boolean endsWith(String footer) {
            // The wrappers around alterMIME append UTF-8 whatever the charset is (spec 07 §12.2).
            return endsWith(shown, footer) || (!charset.isUtf8() && endsWith(TextCharset.UTF_8.show(octets), footer));
        }

        private boolean endsWith(String text, String footer) {
            return headers.isHtml()
                    ? FooterTail.isInHtml(text, HtmlPlace.of(text), footer)
                    : FooterTail.isInPlain(text, footer);
        }

        Change add(String footer) throws UntouchableException {
            if (charset.isTransparent()) {
                String octetsAsText = new String(octets, StandardCharsets.ISO_8859_1);
                int place = place(octetsAsText);
                Optional<byte[]> inserted = charset.encode(insertion(octetsAsText, place, footer));
                if (inserted.isPresent()) {
                    return insert(place, inserted.get());
                }
            }
            return rewrite(footer);
        }

        private int place(String text) {
            return headers.isHtml() ? HtmlPlace.of(text) : text.length();
        }

        /** The footer as lines of their own. */
        private String insertion(String text, int place, String footer) {
            boolean isFlowed = headers.parameters().isFlowed() && !headers.isHtml();
            String end = body.lineEndFor(shown).text();
            String start = place == 0 || text.charAt(place - 1) == '\n' ? "" : end;
            if (isFlowed && FlowedText.flowsOn(text)) {
                // An empty line ends the paragraph, which would take the footer in (RFC 3676 §4.1).
                start += end;
            }
            String lines = isFlowed ? FlowedText.of(footer) : footer;
            return start + lines.replace("\n", end);
        }

        private Change insert(int place, byte[] inserted) throws UntouchableException {
            if (body.encoding().carries(inserted)) {
                return Change.of(body.insert(place, inserted));
            }
            byte[] all = Arrays.copyOf(octets, octets.length + inserted.length);
            System.arraycopy(inserted, 0, all, place, inserted.length);
            System.arraycopy(octets, place, all, place + inserted.length, octets.length - place);
            Optional<String> label =
                    headers.parameters().charset().isPresent() ? Optional.empty() : Optional.of(charset.toString());
            return new Change(
                    body.replace(all, TransferEncoding.QUOTED_PRINTABLE),
                    label,
                    Optional.of(TransferEncoding.QUOTED_PRINTABLE));
        }

        private Change rewrite(String footer) throws UntouchableException {
            String text = charset.decodeAsMeant(octets)
                    .orElseThrow(() -> new UntouchableException("a text is not valid " + charset));
            int place = place(text);
            String all = text.substring(0, place) + insertion(text, place, footer) + text.substring(place);
            Optional<byte[]> same =
                    charset.encode(all).filter(again -> charset.decode(again).equals(Optional.of(all)));
            byte[] written = same.orElseGet(() -> all.getBytes(StandardCharsets.UTF_8));
            TransferEncoding encoding = body.encoding();
            if (same.isPresent() && !charset.keepsAscii() && encoding != TransferEncoding.BASE64) {
                throw new UntouchableException("a text in " + charset + " is in " + encoding.word());
            }
            TransferEncoding target = encoding.carries(written) ? encoding : TransferEncoding.QUOTED_PRINTABLE;
            return new Change(
                    body.replace(written, target),
                    same.isPresent() ? Optional.empty() : Optional.of("UTF-8"),
                    target == encoding ? Optional.empty() : Optional.of(target));
        }
    }
}
