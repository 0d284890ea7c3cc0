package org.jmlmmj.core.text;

import java.io.IOException;

/**
 * Composes output lines from pieces: joins and breaks the lines of wrapped paragraphs (spec 06 §11), drops lines that held nothing
 * but directives (§7), and holds an empty line back until it is known whether it stays (§9).
 *
 * <p>A piece is appended as it comes, and a line leaves as soon as it is known to end, so the work is linear in the output. The
 * one thing that is copied is what a break leaves over; it holds no break position of its own and is therefore copied once
 * only. Not thread-safe.
 */
final class Composer {
    private final Output output;
    private final Line line = new Line();
    /** Width that a line must not reach; 0 if no paragraph is being wrapped. */
    private int limit;

    private int wrapIndent;
    /** The line belongs to a paragraph, which may have been ended by {@code %nowrap%} meanwhile. */
    private boolean inParagraph;

    private WrapMode mode = WrapMode.WORD;
    /** A template line was begun and is to be joined to the paragraph as soon as it has text. */
    private boolean joining;

    private boolean skippingBlanks;
    private boolean sawDirective;
    private boolean ended;
    private boolean repeating;

    Composer(LineSink sink) {
        this.output = new Output(sink);
    }

    /**
     * Begins a template line.
     *
     * @param indent columns that an including text puts before it
     * @param blank whether it has spaces and tabs only, and so ends a paragraph
     */
    void beginLine(int indent, boolean blank) throws IOException {
        if (limit > 0 && !blank) {
            joining = true;
            skippingBlanks = true;
            return;
        }
        if (limit > 0) {
            endParagraph();
        }
        sawDirective = false;
        inParagraph = false;
        line.begin(indent);
    }

    /** Ends the template line; what was composed stays open if it is part of a paragraph. */
    void endLine() throws IOException {
        if (ended) {
            ended = false;
        } else if (limit == 0) {
            emit();
        }
        joining = false;
        skippingBlanks = false;
    }

    private void emit() throws IOException {
        if (!sawDirective || !line.isBlank()) {
            output.putOrHold(line.text());
        }
    }

    /** Ends everything. */
    void finish() throws IOException {
        if (limit > 0) {
            endParagraph();
        }
        output.release();
    }

    private void endParagraph() throws IOException {
        limit = 0;
        joining = false;
        skippingBlanks = false;
        if (mode == WrapMode.WORD) {
            line.trim();
        }
        if (!line.isBlank()) {
            output.put(line.text(), line.length());
        }
    }

    /** Takes back an empty line that is the last thing put out: an optional paragraph below it came to nothing. */
    void dropEmptyLine() {
        output.dropEmptyLine();
    }

    /** Appends text, which holds no line end. */
    void text(CharSequence text, int from, int to) throws IOException {
        int start = from;
        while (skippingBlanks && start < to && Blanks.isBlank(text.charAt(start))) {
            start++;
        }
        if (start == to) {
            return;
        }
        skippingBlanks = false;
        if (!Blanks.fill(text, start, to)) {
            output.release();
        }
        join();
        if (inParagraph) {
            wrap(text, start, to);
        } else {
            line.append(text, start, to);
        }
    }

    private void wrap(CharSequence text, int from, int to) throws IOException {
        int at = from;
        while (at < to) {
            int c = Character.codePointAt(text, at);
            line.append(c, mode == WrapMode.CHARACTER && c >= 128);
            if (c == ' ' && mode != WrapMode.USER) {
                line.mayBreak();
            } else {
                breakIfFull();
            }
            at += Character.charCount(c);
        }
    }

    /** A joint is a place where the paragraph may be broken, in every mode. */
    private void join() {
        if (!joining) {
            return;
        }
        joining = false;
        if (mode == WrapMode.WORD) {
            line.trim();
            if (line.hasText()) {
                line.append(' ', false);
            }
        }
        line.mustBreak();
    }

    private void breakIfFull() throws IOException {
        if (limit > 0 && line.width() >= limit && line.isBreakable()) {
            int end = line.breakAt();
            boolean atSpace = mode == WrapMode.WORD && line.text().charAt(end - 1) == ' ';
            output.put(line.text(), atSpace ? end - 1 : end);
            line.breakOff(wrapIndent);
        }
    }

    /** Appends a space at which no line is broken. */
    void fixedSpace() throws IOException {
        beginContent();
        join();
        line.append(' ', false);
        breakIfFull();
    }

    /** Allows a break here. */
    void allowBreak() throws IOException {
        beginContent();
        join();
        line.mayBreak();
    }

    /** Forbids a break here, and only here. */
    void forbidBreak() throws IOException {
        beginContent();
        join();
        line.mustNotBreak();
    }

    /** Something other than text or a conditional directive comes: whatever it leaves, an empty line before it stays. */
    void beginContent() throws IOException {
        output.release();
        skippingBlanks = false;
    }

    /** A conditional directive stood here. */
    void conditional() {
        sawDirective = true;
    }

    /** Another directive stood here. */
    void directive() throws IOException {
        beginContent();
        sawDirective = true;
    }

    /** The line was made by a directive and stays even if it is blank. */
    void keep() {
        sawDirective = false;
    }

    /** Whether the line is being put out again for another item: it then goes on with the paragraph that the first one began. */
    void repeat(boolean again) {
        repeating = again;
    }

    /** {@code %^%}: forgets what the line holds so far, up to its indentation. */
    void startHere() throws IOException {
        directive();
        joining = false;
        line.cut();
    }

    /**
     * {@code %wrap%}: continuation lines begin in the column that is reached here. A second one in a paragraph changes that and the
     * width, but not where its first line may be broken.
     */
    void wrap(int width) throws IOException {
        directive();
        if (repeating && limit > 0) {
            return;
        }
        join();
        if (!inParagraph) {
            inParagraph = true;
            line.beginText();
        }
        limit = width;
        wrapIndent = line.width();
        if (!line.mayBreakHere()) {
            breakIfFull();
        }
    }

    /** {@code %nowrap%}: the paragraph ends with this template line. */
    void nowrap() throws IOException {
        directive();
        limit = 0;
    }

    /** Sets the wrapping mode. */
    void mode(WrapMode wanted) throws IOException {
        directive();
        join();
        mode = wanted;
    }

    /** {@code %wide%} and {@code %thin%}: whether characters that are not ASCII take two columns. */
    void reckonWide(boolean wide) throws IOException {
        directive();
        line.reckonWide(wide);
    }

    /** {@code %zero …%}: the characters that take no column. */
    void reckonZero(ZeroWidths zero) throws IOException {
        directive();
        line.reckonZero(zero);
    }

    /** Whether lines are being joined to a paragraph. */
    boolean isWrapping() {
        return limit > 0;
    }

    /** Whether the current template line has put nothing into its paragraph yet. */
    boolean isJoining() {
        return joining;
    }

    /** A block is included here; returns the columns by which its further lines are indented. */
    int include() {
        if (limit > 0) {
            return wrapIndent;
        }
        line.beginIncluded();
        return line.width();
    }

    /** Sends what the line holds so far; octets follow it in the sink. */
    void beginOctets() throws IOException {
        output.begin(line.text(), line.length());
        line.begin(0);
    }

    /** The lines of an included mail were ended one by one, and so the template line that holds it is ended already. */
    void endBlock() {
        ended = true;
    }
}
