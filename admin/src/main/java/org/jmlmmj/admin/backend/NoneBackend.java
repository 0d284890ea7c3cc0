package org.jmlmmj.admin.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jmlmmj.core.address.EmailAddress;

/** Tells nobody: the folders themselves are what is known of lists. Immutable and thread-safe. */
final class NoneBackend implements Backend {
    private static final Change NOTHING = new Change() {
        @Override
        public List<String> warnings() {
            return List.of();
        }

        @Override
        public void commit() {
            // There is nothing to make last.
        }

        @Override
        public void close() {
            // There is nothing to take back.
        }
    };

    private final Path spool;

    NoneBackend(Path spool) {
        this.spool = spool;
    }

    @Override
    public boolean knows(EmailAddress list) {
        return true;
    }

    @Override
    public List<EmailAddress> lists() throws BackendException {
        List<EmailAddress> all = new ArrayList<>();
        for (Path domain : entries(spool)) {
            all.addAll(listsOf(String.valueOf(domain.getFileName())));
        }
        return all.stream().sorted(Comparator.comparing(EmailAddress::value)).toList();
    }

    /** Folders that hold no list, and names that are no address, are none of its business (spec 09 D12). */
    /** A folder does not tell whether the list is switched off. */
    @Override
    public List<EmailAddress> activeLists() throws BackendException {
        return lists();
    }

    @Override
    public List<EmailAddress> listsOf(String domain) throws BackendException {
        List<EmailAddress> lists = new ArrayList<>();
        Path folder = spool.resolve(domain);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            // A link may lead out of the spool (spec 09 D10); what lies there is no list for any other request either.
            return List.of();
        }
        for (Path entry : entries(folder)) {
            Optional<EmailAddress> address = EmailAddress.parse(entry.getFileName() + "@" + domain);
            if (address.isPresent() && Files.isRegularFile(entry.resolve("control/listaddress"))) {
                lists.add(address.get());
            }
        }
        return lists;
    }

    private static List<Path> entries(Path folder) throws BackendException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                    .filter(entry -> !String.valueOf(entry.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw BackendException.failed("IO_ERROR", e);
        }
    }

    @Override
    public Change add(EmailAddress list, ListFacts facts) {
        return NOTHING;
    }

    @Override
    public Change update(EmailAddress list, ListFacts facts) {
        return NOTHING;
    }

    @Override
    public Change remove(EmailAddress list) {
        return NOTHING;
    }

    @Override
    public Change rename(EmailAddress list, EmailAddress renamed) {
        return NOTHING;
    }

    @Override
    public void check() {
        // Whoever asks is the proof.
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
