package org.jmlmmj.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.cli.RefusedException;
import org.jmlmmj.core.subscriber.SubscriberLines;

/**
 * Addresses that a person hands over: one per line, blank lines and those that begin with {@code #} being passed over, or a table
 * with a header that names the column of the addresses. In UTF-8; anything else makes an address that is refused later.
 * Stateless, so thread-safe.
 */
final class AddressInput {
    private static final int LONGEST_HEADER = 64 * 1024;
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private AddressInput() {}

    /** Gets what may be an address. */
    interface Sink {
        /** The text that stands in this line, numbered from 1. */
        void take(long line, String text) throws IOException;
    }

    /**
     * Reads lines.
     *
     * @param name what the stream is called
     */
    static void readLines(Path name, InputStream in, Sink sink) throws IOException {
        try (SubscriberLines lines = SubscriberLines.of(name, in)) {
            while (lines.next()) {
                String line = withoutMark(lines.line());
                if (!line.isEmpty() && !line.startsWith("#")) {
                    sink.take(lines.number(), line);
                }
            }
        }
    }

    /**
     * Reads lines or a table, whatever it is.
     *
     * @throws RefusedException if it is a table without a column of addresses
     */
    static void readFile(Path name, InputStream file, Sink sink) throws IOException, RefusedException {
        BufferedInputStream in = new BufferedInputStream(file, LONGEST_HEADER);
        String header = firstLine(in);
        if (header.indexOf('@') >= 0 || header.startsWith("#")) {
            readLines(name, in, sink);
            return;
        }
        char separator = separator(header);
        List<String> titles = new CsvReader(new StringReader(header), separator).next();
        Optional<Integer> column = AddressColumn.in(titles);
        if (column.isPresent()) {
            readTable(in, separator, column.get(), sink);
        } else if (titles.size() > 1) {
            throw new RefusedException(name + ": no column of its header is named email or address");
        } else {
            readLines(name, in, sink);
        }
    }

    /** The first line that is not blank, without moving on. */
    private static String firstLine(BufferedInputStream in) throws IOException {
        in.mark(LONGEST_HEADER);
        byte[] octets = in.readNBytes(LONGEST_HEADER - 1);
        in.reset();
        return new String(octets, UTF_8)
                .lines()
                .map(line -> withoutMark(line).strip())
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String withoutMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1).strip() : text;
    }

    /** Spreadsheets of countries that write 1,5 take a semicolon. */
    private static char separator(String header) {
        return header.chars()
                .filter(c -> ",;\t".indexOf(c) >= 0)
                .mapToObj(c -> (char) c)
                .findFirst()
                .orElse(',');
    }

    private static void readTable(InputStream in, char separator, int column, Sink sink)
            throws IOException, RefusedException {
        CsvReader reader = new CsvReader(new InputStreamReader(in, UTF_8), separator);
        boolean seenHeader = false;
        for (List<String> record = reader.next(); !record.isEmpty(); record = reader.next()) {
            if (record.stream().allMatch(field -> withoutMark(field).isEmpty())) {
                continue;
            }
            if (seenHeader) {
                sink.take(reader.line(), column < record.size() ? record.get(column) : "");
            }
            seenHeader = true;
        }
    }
}
