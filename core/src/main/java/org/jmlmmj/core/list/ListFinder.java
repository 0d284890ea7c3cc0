package org.jmlmmj.core.list;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.log.Syslog;

/**
 * Finds the lists below a folder, at any depth: {@code SPOOL/LIST}, {@code SPOOL/DOMAIN/LIST} and deeper (spec 01 §2, 04 §2). A folder
 * with {@code control/listaddress} is a list, and there are none in it. Links are followed to lists only, so nothing turns in
 * circles. Immutable and thread-safe.
 *
 * @param syslog who is told about folders that cannot be read or look like broken lists
 */
public record ListFinder(Syslog syslog) {
    /** Deeper than anybody nests lists; a bound for hostile trees. */
    private static final int DEEPEST = 16;

    /**
     * The lists, in the order of their paths.
     *
     * @throws IOException if the folder itself cannot be read
     */
    public List<Path> below(Path folder) throws IOException {
        List<Path> lists = new ArrayList<>();
        for (Path entry : entries(folder)) {
            look(entry, DEEPEST, lists);
        }
        return lists;
    }

    private void look(Path folder, int depth, List<Path> lists) {
        if (Files.exists(folder.resolve("control/listaddress"))) {
            lists.add(folder);
            return;
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || depth == 0) {
            return;
        }
        if (Files.isDirectory(folder.resolve("control"))) {
            syslog.warning(folder + ": has no control/listaddress that can be reached, so it is no list");
            return;
        }
        try {
            for (Path entry : entries(folder)) {
                look(entry, depth - 1, lists);
            }
        } catch (IOException e) {
            syslog.warning(FailureText.of(e) + "; lists in it are left out");
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        entries.sort(null);
        return entries;
    }
}
