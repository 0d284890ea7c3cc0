package org.jmlmmj.core.message;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.list.Tunables;

/**
 * What a list writes below its posts, for plain text and for HTML (spec 07 §12.3). Lines end at LF, the last one too.
 * Immutable and thread-safe.
 */
public final class Footer {
    private final Optional<String> text;
    private final String html;

    private Footer(Optional<String> text, String html) {
        this.text = text;
        this.html = html;
    }

    /**
     * The footer of a list: {@code footer_text} and {@code footer_html}, or the same from the files that
     * {@code mlmmj-amime-receive} used; {@code footer} counts if none of these exists. Empty if there is nothing to add.
     *
     * @throws IOException if a file exists but cannot be read
     */
    public static Optional<Footer> of(Tunables tunables) throws IOException {
        Optional<byte[]> text = tunables.get(Tunable.FOOTER_TEXT);
        Optional<byte[]> html = tunables.get(Tunable.FOOTER_HTML);
        if (text.isEmpty()) {
            text = tunables.get(Tunable.AMIME_FOOTER_TEXT);
        }
        if (html.isEmpty()) {
            html = tunables.get(Tunable.AMIME_FOOTER_HTML);
        }
        return text.isEmpty() && html.isEmpty() ? of(tunables.get(Tunable.FOOTER), html) : of(text, html);
    }

    /**
     * A footer from the content of its files. One of the two is enough: the other is made from it. A blank file counts as
     * missing, as mlmmjadmin writes one beside a footer for HTML.
     *
     * @param text UTF-8, or ISO-8859-1 if it is not valid UTF-8
     * @param html the same
     */
    public static Optional<Footer> of(Optional<byte[]> text, Optional<byte[]> html) {
        Optional<String> plain = text.map(Footer::read).filter(Footer::isVisible);
        Optional<String> markup = html.map(Footer::read).filter(Footer::isVisible);
        if (markup.isPresent()) {
            Optional<String> words = markup.map(HtmlText::toPlain).filter(Footer::isVisible);
            return Optional.of(new Footer(plain.or(() -> words), markup.get()));
        }
        return plain.map(words -> new Footer(plain, HtmlText.ofPlain(words)));
    }

    private static String read(byte[] octets) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            text = new String(octets, StandardCharsets.ISO_8859_1);
        }
        StringBuilder clean = new StringBuilder(text.length() + 1);
        String lines = text.replace("\r\n", "\n").replace('\r', '\n');
        // Control characters have no meaning in a mail; an escape would even shift the charset of some (ISO-2022-JP).
        lines.chars()
                .filter(c -> c == '\n' || c == '\t' || (!Character.isISOControl(c) && c != '\ufeff'))
                .forEach(c -> clean.append((char) c));
        if (clean.length() > 0 && clean.charAt(clean.length() - 1) != '\n') {
            clean.append('\n');
        }
        return clean.toString();
    }

    private static boolean isVisible(String text) {
        return text.chars().anyMatch(c -> !WhiteSpace.is((char) c));
    }

    /** For text/plain; empty if it is a picture or other markup without words. */
    public Optional<String> text() {
        return text;
    }

    /** For text/html: a piece of markup. */
    public String html() {
        return html;
    }
}
