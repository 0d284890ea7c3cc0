package org.jmlmmj.core.spool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.BounceAddress;
import org.jmlmmj.core.address.EmailAddress;

/**
 * The names in {@code bounce/}: {@code USER=HOST} in lower case, perhaps with an ending (spec 05 §2). Immutable and thread-safe.
 *
 * @param folder the folder {@code bounce}
 */
record BounceNames(Path folder) {
    static final String PROBE = "-probe";
    static final String LAST = ".lastmsg";

    /** Longest name, so that the longest ending still fits the 255 octets of a file name. */
    private static final int MOST_OCTETS = 255 - LAST.length();

    /**
     * The file of an address; empty if its name would lead out of the folder, hide the file, be too long, or be that of
     * another address.
     */
    Optional<Path> file(EmailAddress address, String ending) {
        String name = BounceAddress.encodeRecipient(address.lowerCase());
        // Everybody takes a name with one of these endings for the side file of another address.
        boolean shared = address.domain().indexOf('=') >= 0 || name.endsWith(PROBE) || name.endsWith(LAST);
        boolean fits = name.getBytes(StandardCharsets.UTF_8).length <= MOST_OCTETS;
        if (shared || !fits || name.indexOf('/') >= 0 || name.startsWith(".")) {
            return Optional.empty();
        }
        try {
            return Optional.of(folder.resolve(name + ending));
        } catch (InvalidPathException e) {
            // A character that file names cannot have in this locale.
            return Optional.empty();
        }
    }

    /** The addresses with such a file. Names that lead to no address, or to another file, are left alone. */
    List<EmailAddress> list(String ending) throws IOException {
        List<EmailAddress> addresses = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (name.endsWith(ending)) {
                    BounceAddress.decodeRecipient(name.substring(0, name.length() - ending.length()))
                            .filter(address ->
                                    file(address, ending).filter(entry::equals).isPresent())
                            .ifPresent(addresses::add);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return addresses;
    }
}
