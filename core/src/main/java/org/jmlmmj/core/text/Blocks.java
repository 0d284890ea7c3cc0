package org.jmlmmj.core.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.text.Directive.Outcome;

/**
 * What a text takes from elsewhere: other texts and control files, as blocks of lines (spec 06 §12) or in the middle of a line
 * (§6), the original mail, and items (§13). Files are template text, since they are the administrator's; the rest is data.
 * Not thread-safe.
 */
final class Blocks {
    private final Rendering rendering;
    private final Texts texts;
    private final LineSink sink;
    private final Inclusions inclusions = new Inclusions();
    private int inserting;

    Blocks(Rendering rendering, Texts texts, LineSink sink) {
        this.rendering = rendering;
        this.texts = texts;
        this.sink = sink;
    }

    /** Renders the text that the mail is made of. */
    void renderAll(ParsedText text) throws IOException {
        inclusions.enter(text);
        for (ParsedLine line : text.lines()) {
            rendering.begin(line.needsWholeLine(), line.isBlankFrom(0));
            rendering.scan(line);
            rendering.end();
        }
        inclusions.leave();
    }

    /** Whether a text is being inserted into a line, which may thus have items whatever its own tokens say. */
    boolean isInserting() {
        return inserting > 0;
    }

    /** A file that a text asks for. */
    private interface Source {
        Optional<ParsedText> find() throws IOException;
    }

    Outcome includeText(String name) throws IOException {
        return include("%text " + name + "%", true, () -> texts.text(name));
    }

    Outcome includeControl(String name) throws IOException {
        return include("%control " + name + "%", false, () -> texts.control(name));
    }

    private Outcome include(String directive, boolean isExpected, Source source) throws IOException {
        if (rendering.segment().hasItems()) {
            return Outcome.LITERAL;
        }
        Optional<ParsedText> text;
        try {
            text = source.find();
        } catch (IOException e) {
            rendering.report(directive + " cannot be read: " + e);
            return Outcome.FAILED;
        }
        rendering.segment().flush();
        rendering.composer().directive();
        if (text.isPresent()) {
            includeLines(directive, text.get());
        } else if (isExpected) {
            rendering.report(directive + " does not exist");
        }
        return Outcome.LINE_DONE;
    }

    /** The last line stays open: the template line with the directive ends it. */
    private void includeLines(String directive, ParsedText text) throws IOException {
        Optional<String> refusal = inclusions.enter(text);
        if (refusal.isPresent()) {
            rendering.report(directive + " " + refusal.get() + "; left out");
            return;
        }
        Composer composer = rendering.composer();
        int outer = rendering.indent(composer.include());
        boolean first = true;
        for (ParsedLine line : text.lines()) {
            boolean blank = line.isBlankFrom(0);
            if (!first) {
                rendering.end();
                rendering.begin(line.needsWholeLine(), blank);
            } else {
                rendering.segment().begin(line.needsWholeLine());
                if (composer.isJoining()) {
                    composer.beginLine(rendering.indent(), blank);
                }
            }
            rendering.scan(line);
            first = false;
        }
        rendering.segment().end(rendering.indent());
        rendering.indent(outer);
        inclusions.leave();
    }

    Outcome insertText(String name) throws IOException {
        return insert("$text " + name + "$", () -> texts.text(name));
    }

    Outcome insertControl(String name) throws IOException {
        return insert("$control " + name + "$", () -> texts.control(name));
    }

    private Outcome insert(String substitution, Source source) throws IOException {
        Optional<ParsedText> text;
        try {
            text = source.find();
        } catch (IOException e) {
            rendering.report(substitution + " cannot be read: " + e);
            return Outcome.FAILED;
        }
        if (text.isEmpty()) {
            rendering.report(substitution + " does not exist");
            return Outcome.FAILED;
        }
        rendering.put(Composer::beginContent);
        Optional<String> refusal = inclusions.enter(text.get());
        if (refusal.isPresent()) {
            rendering.report(substitution + " " + refusal.get() + "; left out");
            return Outcome.DONE;
        }
        inserting++;
        boolean dropped = insertLines(text.get().lines(), rendering.isBlankBehind());
        inserting--;
        inclusions.leave();
        return dropped ? Outcome.LINE_DONE : Outcome.DONE;
    }

    private boolean insertLines(List<ParsedLine> lines, boolean blankBehind) throws IOException {
        boolean dropped = false;
        for (int i = 0; i < lines.size(); i++) {
            ParsedLine line = lines.get(i);
            boolean last = i == lines.size() - 1;
            if (i > 0) {
                rendering.breakLine(true, line.isBlankFrom(0) && (!last || blankBehind));
            }
            dropped = rendering.scan(line);
        }
        return dropped;
    }

    /** Shows the first lines of the original mail. */
    Outcome original(long lines) throws IOException {
        Optional<OriginalMail> mail = rendering.context().original();
        if (mail.isEmpty() || rendering.segment().hasItems()) {
            return Outcome.LITERAL;
        }
        rendering.segment().flush();
        Composer composer = rendering.composer();
        composer.directive();
        if (sink.inHeaders()) {
            // Else whoever wrote the mail would write headers of ours.
            rendering.report("the original mail cannot stand among the headers; they end here");
            sink.endHeaders();
        }
        try (InputStream in = mail.get().open()) {
            if (new OriginalCopy(composer, sink, composer.include()).copy(in, lines)) {
                composer.endBlock();
            }
        }
        return Outcome.LINE_DONE;
    }

    /** Puts the line out once per item. */
    Outcome items(ItemList list) throws IOException {
        Optional<ItemSource> source = rendering.context().items(list);
        if (source.isEmpty() || rendering.segment().hasItems()) {
            return Outcome.LITERAL;
        }
        rendering.segment().put(source.get().open());
        return Outcome.DONE;
    }
}
