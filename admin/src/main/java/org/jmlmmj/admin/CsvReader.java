package org.jmlmmj.admin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.core.cli.RefusedException;

/**
 * Reads records of comma-separated values (RFC 4180): fields may stand in quotes, and then hold separators, line ends and doubled
 * quotes. Lines may also end with LF alone. Keeps one record at a time. Not thread-safe.
 */
final class CsvReader {
    /** A quote that is never closed must not make one record of a file of any size. */
    private static final int LONGEST_RECORD = 64 * 1024;

    private static final int END = -1;

    private final Reader in;
    private final char separator;
    private int next;
    private long line = 1;
    private long start;

    /** @param separator between fields, for example a comma */
    CsvReader(Reader in, char separator) throws IOException {
        this.in = new BufferedReader(in);
        this.separator = separator;
        this.next = this.in.read();
    }

    /** The number of the line in which the last record began, from 1. */
    long line() {
        return start;
    }

    /**
     * The fields of the next record; none at all at the end.
     *
     * @throws RefusedException if a record is too long
     */
    List<String> next() throws IOException, RefusedException {
        List<String> fields = new ArrayList<>();
        start = line;
        int length = 0;
        boolean more = next != END;
        while (more) {
            StringBuilder field = new StringBuilder();
            if (next == '"') {
                readQuoted(field);
            }
            while (next != separator && next != '\n' && next != END) {
                take(field);
            }
            length += field.length() + 1;
            requireLength(length);
            more = next == separator;
            endField();
            fields.add(field.toString().strip());
        }
        return fields;
    }

    private void readQuoted(StringBuilder field) throws IOException, RefusedException {
        skip();
        while (next != END) {
            if (next == '"') {
                skip();
                if (next != '"') {
                    return;
                }
            }
            take(field);
        }
    }

    private void take(StringBuilder field) throws IOException, RefusedException {
        field.append((char) next);
        requireLength(field.length());
        skip();
    }

    private void requireLength(int length) throws RefusedException {
        if (length > LONGEST_RECORD) {
            throw new RefusedException("line " + start + " begins a record of more than " + LONGEST_RECORD
                    + " characters; is a quote missing?");
        }
    }

    /** Goes behind the separator or line end. */
    private void endField() throws IOException {
        if (next != END) {
            skip();
        }
    }

    private void skip() throws IOException {
        if (next == '\n') {
            line++;
        }
        next = in.read();
    }
}
