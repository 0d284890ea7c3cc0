package org.jmlmmj.core.list;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The control files of one list, each read when it is asked for: {@code tunables.get(Tunable.MODERATED)}. Thread-safe.
 */
public final class Tunables {
    private final Path folder;
    private final Consumer<String> warnings;

    /**
     * @param folder the folder {@code control}
     * @param warnings who is told about values that cannot be used
     */
    public Tunables(Path folder, Consumer<String> warnings) {
        this.folder = folder;
        this.warnings = warnings;
    }

    /**
     * The value, or its default if the file is missing.
     *
     * @throws IOException if the file exists but cannot be read
     */
    public <T> T get(Tunable<T> tunable) throws IOException {
        return tunable.parse(new ControlFile(folder.resolve(tunable.name()), warnings));
    }

    /**
     * The largest size of a post in octets; empty if there is no limit. An empty or unusable file is no limit (spec 02 §5.1).
     */
    public OptionalLong maxMailSize() throws IOException {
        Optional<String> line = get(Tunable.MAXMAILSIZE);
        Optional<Long> size = line.flatMap(ControlFile::parse).filter(number -> number >= 0);
        if (size.isPresent()) {
            return OptionalLong.of(size.get());
        }
        Path file = folder.resolve(Tunable.MAXMAILSIZE.name());
        if (line.isPresent() || new ControlFile(file, warnings).exists()) {
            warnings.accept(file + ": \"" + line.orElse("") + "\" is no size, there is no limit");
        }
        return OptionalLong.empty();
    }

    /**
     * The most posts in a digest: {@code digestmaxmails} or, if that does not exist, {@code digestmaxmail}, as one release of the
     * original calls it (spec 04 §11.1).
     */
    public long digestMaxMails() throws IOException {
        ControlFile file = new ControlFile(folder.resolve(Tunable.DIGESTMAXMAILS.name()), warnings);
        Tunable<Long> spelling = file.exists() ? Tunable.DIGESTMAXMAILS : Tunable.DIGESTMAXMAIL;
        return get(spelling);
    }
}
