package org.jmlmmj.core.subscriber;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.spool.DurableFiles;

/**
 * One folder of subscribers: files with an address per line, named by the first character of the addresses (spec 01 §7). Every
 * regular file counts when reading, whatever its name, but for {@code .*.lock} and {@code *.new}, left behind by the
 * original's programs. Changes follow the locking protocol of spec 01 §9.3 and never rewrite a file in place. Thread-safe,
 * also between processes.
 */
public final class SubscriberFolder {
    private final Path folder;
    private final DurableFiles files;
    private final Consumer<String> warnings;
    private final Optional<KnownFiles> known;
    private final Set<Path> told = ConcurrentHashMap.newKeySet();

    /**
     * @param folder the folder; it may be missing, which means that nobody is subscribed
     * @param warnings who is told about entries that cannot be read, once about each
     */
    public SubscriberFolder(Path folder, DurableFiles files, Consumer<String> warnings) {
        this(folder, files, warnings, Optional.empty());
    }

    /** @param known tells what files hold; empty: each is read whenever somebody asks */
    SubscriberFolder(Path folder, DurableFiles files, Consumer<String> warnings, Optional<KnownFiles> known) {
        this.folder = folder;
        this.files = files;
        this.warnings = warnings;
        this.known = known;
    }

    /** Begins to read every line, files in the order of their names. */
    public SubscriberLines lines() throws IOException {
        return linesOf(entries());
    }

    private SubscriberLines linesOf(List<Path> entries) {
        return new SubscriberLines(folder, entries, this::open);
    }

    /** Whether the address stands in any file, in any ASCII case. */
    public boolean contains(EmailAddress address) throws IOException {
        for (Path file : entries()) {
            if (known.isPresent() ? isKnown(known.get(), file, address) : holds(file, address)) {
                return true;
            }
        }
        return false;
    }

    private boolean isKnown(KnownFiles files, Path file, EmailAddress address) throws IOException {
        AddressSet addresses;
        try {
            addresses = files.read(file);
        } catch (IOException e) {
            // Reading line by line meets the same, tells it, and finds who stands before the place of the failure.
            return holds(file, address);
        }
        return addresses.find(address) >= 0;
    }

    /**
     * Adds an address, in lower case; it is on disk before this returns.
     *
     * @return false if it was there already
     */
    public boolean add(EmailAddress address) throws IOException {
        files.folder(folder);
        return file(folder.resolve(fileName(address))).addUnless(() -> contains(address), address);
    }

    /**
     * Removes an address from every file.
     *
     * @return how many lines were removed
     */
    public int remove(EmailAddress address) throws IOException {
        int removed = 0;
        for (Path file : entries()) {
            if (holds(file, address)) {
                removed += file(file).remove(address);
            }
        }
        return removed;
    }

    /** Which of these addresses stand here. */
    BitSet find(AddressSet addresses) throws IOException {
        BitSet found = new BitSet(addresses.size());
        try (SubscriberLines lines = lines()) {
            while (lines.next()) {
                int number = lines.indexIn(addresses);
                if (number >= 0) {
                    found.set(number);
                }
            }
        }
        return found;
    }

    /**
     * Adds many addresses; each file is rewritten once, with all of its addresses or none.
     *
     * @param wanted the numbers of those to be added, none of which stands here
     * @param done is told how many more were added after each file
     */
    void addAll(AddressSet addresses, BitSet wanted, IntConsumer done) throws IOException {
        SortedMap<String, BitSet> files = new TreeMap<>();
        wanted.stream()
                .forEach(number -> files.computeIfAbsent(fileName(addresses.address(number)), name -> new BitSet())
                        .set(number));
        if (!files.isEmpty()) {
            this.files.folder(folder);
        }
        for (Map.Entry<String, BitSet> entry : files.entrySet()) {
            file(folder.resolve(entry.getKey())).addAll(addresses, entry.getValue());
            done.accept(entry.getValue().cardinality());
        }
    }

    /**
     * Removes many addresses; each file that holds some is rewritten once.
     *
     * @param unwanted the numbers of those to be removed
     * @param done is told how many more were removed after each file
     */
    void removeAll(AddressSet addresses, BitSet unwanted, IntConsumer done) throws IOException {
        LineCopy.Choice choice = line -> {
            int number = line.indexIn(addresses);
            return number >= 0 && unwanted.get(number);
        };
        for (Path file : unwanted.isEmpty() ? List.<Path>of() : entries()) {
            if (holds(file, choice)) {
                done.accept(file(file).removeIf(choice));
            }
        }
    }

    private SubscriberFile file(Path file) {
        return new SubscriberFile(folder, file, files);
    }

    private boolean holds(Path file, EmailAddress address) throws IOException {
        byte[] wanted = SubscriberFile.octets(address);
        return holds(file, line -> line.is(wanted));
    }

    private boolean holds(Path file, LineCopy.Choice choice) throws IOException {
        try (SubscriberLines lines = linesOf(List.of(file))) {
            while (lines.next()) {
                if (lines.isPicked(choice)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * A file that the owner of the list may not read was made by somebody else, and will stay so: it is passed over, like the
     * original does (spec 01 §7.1). Other failures pass; they must not cost anybody a mail.
     */
    private LineReader open(Path file) throws IOException {
        try {
            return new LineReader(files.readShared(file), SubscriberFile.BUFFER_OCTETS);
        } catch (NoSuchFileException e) {
            // Its last address left after the folder was read.
            return LineReader.empty();
        } catch (AccessDeniedException e) {
            warnOnce(file, "cannot be read, its subscribers are left out: " + e);
            return LineReader.empty();
        }
    }

    private void warnOnce(Path entry, String text) {
        if (told.add(entry)) {
            warnings.accept(entry + ": " + text);
        }
    }

    private List<Path> entries() throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path entry : stream) {
                String name = String.valueOf(entry.getFileName());
                boolean leftover = name.endsWith(".new") || (name.startsWith(".") && name.endsWith(".lock"));
                if (leftover) {
                    continue;
                }
                if (isFile(entry)) {
                    entries.add(entry);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        Collections.sort(entries);
        return entries;
    }

    /** Asks once: a file whose last address leaves meanwhile is neither a file nor something else. */
    private boolean isFile(Path entry) throws IOException {
        try {
            boolean isFile =
                    Files.readAttributes(entry, BasicFileAttributes.class).isRegularFile();
            if (!isFile) {
                warnOnce(entry, "is no file, passed over");
            }
            return isFile;
        } catch (NoSuchFileException e) {
            if (Files.isSymbolicLink(entry)) {
                warnOnce(entry, "is a link that leads nowhere, passed over");
            }
            return false;
        } catch (IOException e) {
            if (!Files.isSymbolicLink(entry)) {
                throw e;
            }
            // In a circle, or to where the owner of the list may not go.
            warnOnce(entry, "cannot be reached, its subscribers are left out: " + e);
            return false;
        }
    }

    /** The first character if it is printable ASCII and can be a file name, else an underscore (spec 07 §2). */
    private static String fileName(EmailAddress address) {
        char first = address.lowerCase().value().charAt(0);
        boolean usable = first > ' ' && first < 127 && first != '/' && first != '.';
        return usable ? String.valueOf(first) : "_";
    }
}
