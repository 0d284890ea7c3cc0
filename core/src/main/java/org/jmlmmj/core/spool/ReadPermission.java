package org.jmlmmj.core.spool;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/**
 * Lets root read for a list only what the list's owner could read. List texts and footers are mailed to strangers, and the owner
 * chooses what they hold: a link {@code text/sig} to {@code /etc/shadow} would make root mail it to everybody who asks for help.
 * Immutable and thread-safe.
 */
public final class ReadPermission {
    private static final int READ = 4;
    private static final int SEARCH = 1;

    private final Ownership list;

    /** For lists of this owner. */
    public ReadPermission(Ownership list) {
        this.list = list;
    }

    /**
     * Checks a file.
     *
     * @param file its real path, without links
     * @throws AccessDeniedException if the owner of the list may not read it
     */
    public void require(Path file) throws IOException {
        if (!list.isForeign()) {
            return;
        }
        requireBit(file, READ);
        for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
            requireBit(folder, SEARCH);
        }
    }

    private void requireBit(Path path, int bit) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS);
        int mode = number(attributes, "mode");
        int granted = mode;
        if (number(attributes, "uid") == list.uid()) {
            granted = mode >> 6;
        } else if (number(attributes, "gid") == list.gid()) {
            granted = mode >> 3;
        }
        if ((granted & bit) == 0) {
            throw new AccessDeniedException(path.toString(), null, "the owner of the list may not read it");
        }
    }

    private static int number(Map<String, Object> attributes, String name) throws IOException {
        if (attributes.get(name) instanceof Integer number) {
            return number;
        }
        throw new IOException("the file system tells no " + name);
    }
}
