package org.jmlmmj.core.spool;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * To whom a list directory belongs, and who works on it (spec 01 §4). A process of root hands every file it makes to the
 * owner of the list, so that the list's own user can go on with it. Immutable and thread-safe.
 *
 * @param uid user id of the list's owner
 * @param gid group id of the list directory
 * @param process user id of this process
 */
public record Ownership(int uid, int gid, int process) {
    private static final int ROOT = 0;
    private static final int MODE_BITS = 07777;

    /** The ownership of a list directory. */
    public static Ownership of(Path folder) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(folder, "unix:uid,gid");
        return new Ownership(number(attributes, "uid"), number(attributes, "gid"), processUser());
    }

    /** The user id of this process. */
    private static int processUser() throws IOException {
        Path self = Path.of("/proc/self");
        if (Files.exists(self)) {
            return (Integer) Files.getAttribute(self, "unix:uid");
        }
        UnixSystem user = new UnixSystem();
        if (user.getUsername() == null) {
            // It then also says that the number is 0, and everybody without an account would pass for root.
            throw new IOException("the system has no account for the user of this process");
        }
        return (int) user.getUid();
    }

    // Written out as in FileIdentity: root asks for them in each run over lists.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Ownership that && uid == that.uid && gid == that.gid && process == that.process;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * uid + gid) + process;
    }

    /** Whether this process may work on the list: it is the owner's or root's. Groups do not count. */
    public boolean mayWork() {
        return process == ROOT || process == uid;
    }

    /** Whether files that this process creates would belong to somebody else than the list's owner. */
    public boolean isForeign() {
        return process == ROOT && uid != ROOT;
    }

    /** Gives a file or folder that this process made to the list's owner; nothing to do unless {@link #isForeign}. */
    void handOver(Path file) throws IOException {
        if (isForeign()) {
            setOwner(file, uid, gid);
        }
    }

    /** Gives {@code file} the owner, group and mode of {@code model}, as far as this process is allowed to. */
    void copy(Path model, Path file) throws IOException {
        Map<String, Object> wanted = Files.readAttributes(model, "unix:uid,gid", LinkOption.NOFOLLOW_LINKS);
        offer(file, "unix:gid", number(wanted, "gid"));
        offer(file, "unix:uid", number(wanted, "uid"));
        copyMode(model, file);
    }

    /** Gives {@code file} the group of {@code model}, as far as this process is allowed to. */
    void copyGroup(Path model, Path file) throws IOException {
        offer(file, "unix:gid", number(Files.readAttributes(model, "unix:gid"), "gid"));
    }

    private void offer(Path file, String attribute, int wanted) throws IOException {
        if (Files.getAttribute(file, attribute, LinkOption.NOFOLLOW_LINKS).equals(wanted)) {
            return;
        }
        try {
            Files.setAttribute(file, attribute, wanted, LinkOption.NOFOLLOW_LINKS);
        } catch (FileSystemException e) {
            if (process == ROOT) {
                throw e;
            }
            // Only root gives files away. A file that a front end made under its own account must stay changeable.
            return;
        }
    }

    /** Gives {@code file} all mode bits of {@code model}, also those that make new files inherit a folder's group. */
    static void copyMode(Path model, Path file) throws IOException {
        int mode = number(Files.readAttributes(model, "unix:mode"), "mode") & MODE_BITS;
        Files.setAttribute(file, "unix:mode", mode, LinkOption.NOFOLLOW_LINKS);
    }

    private static void setOwner(Path file, int uid, int gid) throws IOException {
        // Not following links: the list's owner could put a link to /etc/passwd in the way of root.
        Files.setAttribute(file, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(file, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
    }

    private static int number(Map<String, Object> attributes, String name) {
        Object value = attributes.get(name);
        if (value instanceof Integer number) {
            return number;
        }
        throw new IllegalStateException("the file system tells no " + name);
    }
}
