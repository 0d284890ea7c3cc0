package org.jmlmmj.core.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.text.ItemSource.Items;

/**
 * The template line being read, up to a line break. Its pieces go to the composer at once, unless it may turn out to be a line
 * that is put out once per item (spec 06 §13): then they are recorded first, those before the items and those behind them.
 * Not thread-safe.
 */
final class Segment {
    private final Composer composer;
    private final List<Piece> before = new ArrayList<>();
    private final List<Piece> behind = new ArrayList<>();
    private Optional<Items> items = Optional.empty();
    private boolean recording;

    Segment(Composer composer) {
        this.composer = composer;
    }

    /** Begins another line. */
    void begin(boolean needsWholeLine) {
        recording = needsWholeLine;
    }

    void put(Piece piece) throws IOException {
        if (!recording) {
            piece.writeTo(composer);
        } else if (items.isPresent()) {
            behind.add(piece);
        } else {
            before.add(piece);
        }
    }

    /** Whether items were put; there can be no second list, nor a block, on the same line. */
    boolean hasItems() {
        return items.isPresent();
    }

    /** Puts a list of items here. */
    void put(Items list) {
        items = Optional.of(list);
    }

    /** Sends what was recorded, as a block is to follow it. */
    void flush() throws IOException {
        for (Piece piece : before) {
            piece.writeTo(composer);
        }
        before.clear();
        recording = false;
    }

    /**
     * The line is complete; it stays open in the composer.
     *
     * @param indent columns before each line
     */
    void end(int indent) throws IOException {
        try {
            if (items.isPresent()) {
                putEach(items.get(), indent);
            } else {
                flush();
            }
        } finally {
            close();
        }
    }

    private void putEach(Items list, int indent) throws IOException {
        Optional<String> item = list.next();
        if (item.isEmpty()) {
            // Nothing of the line is shown, and marked as a directive's it vanishes.
            composer.directive();
        }
        while (item.isPresent()) {
            putOne(item.get());
            item = list.next();
            if (item.isPresent()) {
                composer.endLine();
                composer.beginLine(indent, false);
                composer.repeat(true);
            }
        }
        composer.repeat(false);
    }

    private void putOne(String words) throws IOException {
        String item = Syslog.oneLine(words);
        for (Piece piece : before) {
            piece.writeTo(composer);
        }
        composer.beginContent();
        composer.text(item, 0, item.length());
        for (Piece piece : behind) {
            piece.writeTo(composer);
        }
        composer.keep();
    }

    /** Forgets the line. */
    void close() throws IOException {
        before.clear();
        behind.clear();
        if (items.isPresent()) {
            items.get().close();
            items = Optional.empty();
        }
    }
}
