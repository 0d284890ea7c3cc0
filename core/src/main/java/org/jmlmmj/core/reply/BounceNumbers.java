package org.jmlmmj.core.reply;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.core.spool.PlainFile;
import org.jmlmmj.core.text.ItemSource;

/**
 * The numbers of the posts that came back from an address, as items of the probe: of each line of its bounce record what stands
 * before the first colon, up to the first line without one (spec 06 §13). Immutable and thread-safe.
 *
 * @param record the file {@code bounce/USER=HOST}; it may be missing
 */
public record BounceNumbers(Path record) implements ItemSource {
    /** Far more than bounces of one address can be before it is unsubscribed. */
    private static final int MOST = 100_000;

    @Override
    public Items open() throws IOException {
        List<String> numbers = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(PlainFile.read(record), StandardCharsets.ISO_8859_1))) {
            String line = lines.readLine();
            while (line != null && line.indexOf(':') >= 0 && numbers.size() < MOST) {
                numbers.add(line.substring(0, line.indexOf(':')));
                line = lines.readLine();
            }
        } catch (NoSuchFileException e) {
            // The address is forgiven meanwhile.
            return ItemSource.of(List.of()).open();
        }
        return ItemSource.of(numbers).open();
    }
}
