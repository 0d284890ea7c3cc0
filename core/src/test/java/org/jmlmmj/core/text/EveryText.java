package org.jmlmmj.core.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What holds whatever a text says: it is rendered, in bounded size, into complete lines without line ends or NUL inside. The mail
 * offers everything that a text can ask for. Not thread-safe.
 */
final class EveryText {
    private static final int MOST_CHARACTERS = 8 * 1024 * 1024;

    private final TextFixture fixture;

    EveryText(Path folder) {
        fixture = TextFixture.in(folder)
                .value("subaddr", "ann@example.net")
                .value("subject", "$subject$ %control owner% \\u0025\r\n\0\u2028%endif%")
                .original("Subject: $list$ %endif%\r\n\r\nbody \u00e9\0\rx\n")
                .file("text/a", "a %text b%\n\n%ifaction no%x\n%endif%")
                .file("text/b", "  %wrap 20%b $text a$ %text a%\nb\n\n")
                .file("text/open", "%ifaction no%\n\\u000a%nowrap%")
                .file("control/motto", "Look up.\r\nLook %moderators% down.\n");
        for (ItemList list : ItemList.values()) {
            fixture.items(list, "one@example.net", "", "$list$ %comment%\n");
        }
    }

    /** Renders the text and checks what comes out. */
    String check(byte[] octets) throws IOException {
        CheckingSink sink = new CheckingSink();
        fixture.renderer().render(ParsedText.of("any", octets), fixture.context(), sink);
        if (!sink.atLineStart) {
            throw new AssertionError("the last line is not ended");
        }
        return sink.body.toString();
    }

    private static final class CheckingSink implements LineSink {
        private final StringBuilder body = new StringBuilder();
        private boolean inHeaders = true;
        private boolean atLineStart = true;

        @Override
        public boolean inHeaders() {
            return inHeaders;
        }

        @Override
        public void endHeaders() {
            inHeaders = false;
        }

        @Override
        public void text(CharSequence text, int from, int to) {
            for (int i = from; i < to; i++) {
                char c = text.charAt(i);
                if (c == '\n' || c == '\r' || c == '\0') {
                    throw new AssertionError("a line holds character " + (int) c);
                }
            }
            append(text.subSequence(from, to).toString());
        }

        @Override
        public void octets(byte[] buffer, int from, int to) {
            if (inHeaders) {
                throw new AssertionError("the original mail writes headers");
            }
            append(new String(buffer, from, to - from, StandardCharsets.ISO_8859_1));
        }

        private void append(String text) {
            if (text.isEmpty()) {
                return;
            }
            body.append(text);
            atLineStart = false;
            if (body.length() > MOST_CHARACTERS) {
                throw new AssertionError("the text never ends");
            }
        }

        @Override
        public void endLine() {
            if (atLineStart) {
                inHeaders = false;
            }
            body.append('\n');
            atLineStart = true;
        }
    }
}
