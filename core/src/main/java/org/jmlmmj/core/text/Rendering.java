package org.jmlmmj.core.text;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.text.Directive.Outcome;
import org.jmlmmj.core.text.Token.Kind;

/**
 * One text being rendered for one mail: walks the tokens of each line once, from left to right, and carries out what they mean
 * (spec 06 §4–§14). Included files are walked by recursion, at most 16 deep. Values that come from a mail go to the composer
 * as they are, without control characters, and are never looked at again, so that nobody can write a directive into a
 * subject. Not thread-safe.
 */
final class Rendering {
    private final TextContext context;
    private final Texts texts;
    private final LineSink sink;
    private final Problems problems;
    private final Composer composer;
    private final Segment segment;
    private final Blocks blocks;
    private final Conditions conditions = new Conditions();
    private final Map<String, Boolean> controls = new HashMap<>();

    private String place = "";
    private int indent;
    /** Whether the composer knows of the line: one that is suppressed from end to end leaves no trace. */
    private boolean begun;
    /** Whether what follows the token being carried out is blank. */
    private boolean blankBehind;

    Rendering(TextContext context, Texts texts, LineSink sink, Problems problems) {
        this.context = context;
        this.texts = texts;
        this.sink = sink;
        this.problems = problems;
        this.composer = new Composer(sink);
        this.segment = new Segment(composer);
        this.blocks = new Blocks(this, texts, sink);
    }

    /** Renders a whole text. */
    void render(ParsedText text) throws IOException {
        try {
            blocks.renderAll(text);
            composer.finish();
            conditions.unclosed().ifPresent(where -> problems.report(where, "the condition has no %endif%"));
        } finally {
            segment.close();
        }
    }

    /** Begins a template line; {@code blank} tells that it holds white space only. */
    void begin(boolean needsWholeLine, boolean blank) throws IOException {
        begun = false;
        segment.begin(needsWholeLine);
        if (!conditions.isSuppressed()) {
            begin(blank);
        }
    }

    private void begin(boolean blank) throws IOException {
        if (!begun) {
            begun = true;
            composer.beginLine(indent, blank);
        }
    }

    /** Ends the template line. */
    void end() throws IOException {
        segment.end(indent);
        if (begun) {
            composer.endLine();
        }
    }

    /** Walks one line; returns whether its end was reached by a directive that drops what follows. */
    boolean scan(ParsedLine line) throws IOException {
        List<Token> tokens = line.tokens();
        int at = 0;
        boolean dropped = false;
        while (at < tokens.size()) {
            Token token = tokens.get(at);
            place = line.place();
            dropped = false;
            if (token.kind() == Kind.LINE_BREAK) {
                breakLine(line.needsWholeLine() || blocks.isInserting(), line.isBlankFrom(at + 1));
                at++;
            } else if (token.kind() == Kind.SIGN && mayApply(token)) {
                blankBehind = line.isBlankFrom(token.after());
                Outcome outcome = token.directive().orElseThrow().action().apply(this);
                dropped = outcome == Outcome.LINE_DONE;
                at = switch (outcome) {
                    case DONE -> token.after();
                    case LINE_DONE -> line.nextBreak(at);
                    case LITERAL -> putMistake(line, token, at);
                    case FAILED -> putSign(line, token, at);
                };
            } else {
                at = conditions.isSuppressed() ? at + 1 : put(line, token, at);
            }
        }
        return dropped;
    }

    private boolean mayApply(Token sign) {
        return sign.directive().isPresent()
                && (!conditions.isSuppressed() || sign.directive().get().isConditional());
    }

    /** Puts a token that is carried out in every mail; returns the number of the next one. */
    private int put(ParsedLine line, Token token, int at) throws IOException {
        switch (token.kind()) {
            case SIGN -> {
                return putMistake(line, token, at);
            }
            case FIXED_SPACE -> put(Composer::fixedSpace);
            case BREAK -> put(Composer::allowBreak);
            case NO_BREAK -> put(Composer::forbidBreak);
            case NOTHING -> put(Composer::beginContent);
            default -> {
                int to = token.kind() == Kind.BACKSLASH ? token.from() + 1 : token.to();
                put(composer -> composer.text(line.text(), token.from(), to));
            }
        }
        return at + 1;
    }

    /** Puts a sign that opens nothing in this mail, although it may seem to. */
    private int putMistake(ParsedLine line, Token sign, int at) throws IOException {
        line.mistakeAt(sign).ifPresent(mistake -> problems.report(line.place(), mistake));
        return putSign(line, sign, at);
    }

    private int putSign(ParsedLine line, Token sign, int at) throws IOException {
        put(composer -> composer.text(line.text(), sign.from(), sign.to()));
        return at + 1;
    }

    /** In the headers a line end would begin another header, and is a space. */
    void breakLine(boolean needsWholeLine, boolean blank) throws IOException {
        if (!sink.inHeaders()) {
            end();
            begin(needsWholeLine, blank);
        } else if (!conditions.isSuppressed()) {
            literal(" ");
        }
    }

    void put(Piece piece) throws IOException {
        segment.put(piece);
    }

    TextContext context() {
        return context;
    }

    Composer composer() {
        return composer;
    }

    Segment segment() {
        return segment;
    }

    Blocks blocks() {
        return blocks;
    }

    /** Whether what follows the directive being carried out is white space only. */
    boolean isBlankBehind() {
        return blankBehind;
    }

    /** Sets the columns before every further line; returns the ones before. */
    int indent(int columns) {
        int before = indent;
        indent = columns;
        return before;
    }

    int indent() {
        return indent;
    }

    /** Tells the log what is wrong with the line being read. */
    void report(String problem) {
        problems.report(place, problem);
    }

    boolean hasControl(String name) {
        return controls.computeIfAbsent(name, texts::hasControl);
    }

    Outcome literal(String text) throws IOException {
        put(composer -> {
            composer.beginContent();
            composer.text(text, 0, text.length());
        });
        return Outcome.DONE;
    }

    /** Inserts a value of this mail, as data. */
    Outcome value(String name) throws IOException {
        Optional<String> value = context.value(name);
        if (value.isEmpty()) {
            return Outcome.LITERAL;
        }
        return literal(Syslog.oneLine(value.get()));
    }

    Outcome comment() throws IOException {
        put(Composer::directive);
        return Outcome.LINE_DONE;
    }

    void beginCondition(Condition condition) throws IOException {
        boolean active = !conditions.isSuppressed();
        if (active) {
            put(Composer::conditional);
        }
        conditions.begin(!active || condition.holds(this), place);
    }

    Outcome otherwise() throws IOException {
        if (!conditions.invert()) {
            return Outcome.LITERAL;
        }
        return afterCondition();
    }

    Outcome endCondition() throws IOException {
        switch (conditions.end()) {
            case NONE -> {
                return Outcome.LITERAL;
            }
            case LEAVES_NOTHING -> put(Composer::dropEmptyLine);
            case PLAIN -> {}
        }
        return afterCondition();
    }

    private Outcome afterCondition() throws IOException {
        if (!conditions.isSuppressed()) {
            begin(false);
        }
        put(Composer::conditional);
        return Outcome.DONE;
    }
}
