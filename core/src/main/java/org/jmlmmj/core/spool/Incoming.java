package org.jmlmmj.core.spool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * {@code incoming/}: mails exactly as the mail server handed them over (spec 01 §8.1). A file with its final name is complete.
 * Thread-safe.
 */
public final class Incoming {
    private final Path folder;
    private final DurableFiles files;

    /** The folder of the list whose files are given. */
    public Incoming(Path folder, DurableFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /**
     * Stores a mail octet for octet. When this returns, the mail survives a power cut; when it throws, nothing is left behind.
     *
     * @return the file, {@code incoming/RANDOM}
     */
    public Path store(InputStream mail) throws IOException {
        try (Draft draft = files.draft()) {
            draft.copy(mail);
            return add(draft);
        }
    }

    /**
     * Gives a draft its place; it survives a power cut then.
     *
     * @return the file, {@code incoming/RANDOM}
     */
    public Path add(Draft draft) throws IOException {
        return draft.publishIn(folder);
    }

    /** Deletes a mail that has become something else. */
    public void delete(Path mail) throws IOException {
        files.delete(mail);
    }

    /**
     * Whether the mail that a file in {@code queue/} was made from is still here: processing has not ended, or was broken off and
     * will be repeated. Until then nobody may send that file or end its delivery, or the repetition would do it a second time.
     *
     * @param made the file, named like the mail or like it and a hyphen ({@link Queue#park})
     */
    public boolean mayRepeat(Path made) {
        String name = String.valueOf(made.getFileName());
        int hyphen = name.indexOf('-');
        return Files.exists(folder.resolve(hyphen < 0 ? name : name.substring(0, hyphen)), LinkOption.NOFOLLOW_LINKS);
    }
}
