package org.jmlmmj.core.text;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Renders list texts (spec 06). What is wrong with a text never keeps a mail back: an unknown directive stays visible, a condition
 * without end ends with the text, and the log is told file and line. Takes time linear in what comes out. Thread-safe if the
 * texts are.
 */
public final class TextRenderer {
    private final Texts texts;
    private final Consumer<String> log;

    /**
     * @param texts where texts are found
     * @param log who is told what is wrong with them, one line each
     */
    public TextRenderer(Texts texts, Consumer<String> log) {
        this.texts = texts;
        this.log = log;
    }

    /**
     * Finds the text of a mail and renders it.
     *
     * @throws IOException if the sink fails, or what the mail gives cannot be read
     */
    public void render(TextContext mail, LineSink sink) throws IOException {
        render(texts.find(mail), mail, sink);
    }

    /** Renders a text that was found already. */
    void render(ParsedText text, TextContext mail, LineSink sink) throws IOException {
        new Rendering(mail, texts, sink, new Problems(log)).render(text);
    }
}
