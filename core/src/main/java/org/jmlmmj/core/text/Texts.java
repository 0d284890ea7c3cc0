package org.jmlmmj.core.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jmlmmj.core.list.ListDirectory;

/**
 * Where a list's texts are found (spec 06 §1): in the list itself, in {@code default} and {@code en} of the installed texts, and at
 * last in this program. Thread-safe if its cache is.
 */
public final class Texts {
    private final Path control;
    private final List<Path> folders;
    private final TextReader reader;
    private final Consumer<String> log;

    private Texts(Path control, List<Path> folders, TextReader reader, Consumer<String> log) {
        this.control = control;
        this.folders = List.copyOf(folders);
        this.reader = reader;
        this.log = log;
    }

    /**
     * The texts of a list.
     *
     * @param library the installed texts, one folder per language; it may be missing
     * @param log who is told about files that cannot be read
     */
    public static Texts of(ListDirectory list, Path library, TextCache cache, Consumer<String> log) {
        List<Path> folders = List.of(list.path().resolve("text"), library.resolve("default"), library.resolve("en"));
        return new Texts(list.path().resolve("control"), folders, new TextReader(list.ownership(), cache), log);
    }

    /**
     * The text of a mail: each name in each folder, before the next name. A file that cannot be read counts as missing, so there
     * always is a text.
     */
    public ParsedText find(TextContext mail) throws IOException {
        Optional<ParsedText> found = findFile(mail.name()).or(() -> findBuiltIn(mail.name()));
        if (found.isPresent()) {
            return found.get();
        }
        log.accept("there is no text for " + mail.name() + ", not even in the program");
        return BuiltInTexts.improvise(mail);
    }

    private Optional<ParsedText> findFile(TextName name) {
        for (FileName candidate : name.candidates()) {
            for (Path folder : folders) {
                Optional<ParsedText> text = tryToRead(folder.resolve(candidate.value()));
                if (text.isPresent()) {
                    return text;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<ParsedText> tryToRead(Path file) {
        try {
            return reader.read(file);
        } catch (IOException e) {
            log.accept(file + ": cannot be read and counts as missing: " + e);
            return Optional.empty();
        }
    }

    /** After every file, as a list that has only texts with old names, and no installed ones, is to get its own. */
    private Optional<ParsedText> findBuiltIn(TextName name) {
        for (FileName candidate : name.candidates()) {
            try {
                Optional<ParsedText> text = BuiltInTexts.find(candidate);
                if (text.isPresent()) {
                    return text;
                }
            } catch (IOException e) {
                log.accept("built-in text " + candidate + ": cannot be read: " + e);
            }
        }
        return Optional.empty();
    }

    /**
     * The text that another one asks for by name, from the same places.
     *
     * @return empty if there is none
     * @throws IOException if the first one found cannot be read
     */
    Optional<ParsedText> text(String name) throws IOException {
        for (Path folder : folders) {
            Optional<ParsedText> text = reader.read(folder.resolve(name));
            if (text.isPresent()) {
                return text;
            }
        }
        return BuiltInTexts.find(new FileName(name));
    }

    /**
     * The content of a control file, as a text.
     *
     * @return empty if there is none
     * @throws IOException if it cannot be read
     */
    Optional<ParsedText> control(String name) throws IOException {
        return reader.read(control.resolve(name));
    }

    /** Whether a control file exists, whatever it is; not if that cannot be found out. */
    boolean hasControl(String name) {
        Path file = control.resolve(name);
        try {
            Files.readAttributes(file, BasicFileAttributes.class);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            log.accept(file + ": cannot be looked for and counts as missing: " + e);
            return false;
        }
    }
}
