package org.jmlmmj.send;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import org.jmlmmj.send.smtp.Credentials;

/**
 * The file {@code control/relayauth}: the user in its first line, the password in the second; or only a line with the path of such
 * a file, which several lists may share. Stateless, so thread-safe.
 */
final class CredentialsFile {
    /** Larger is no such file. */
    private static final int MOST_OCTETS = 64 * 1024;

    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

    private CredentialsFile() {}

    /**
     * Reads the credentials.
     *
     * @throws IOException if that is impossible, or others than owner and group may read or change the file; the message never
     *     holds any of its content
     */
    static Credentials read(Path file) throws IOException {
        List<String> lines = lines(file);
        if (lines.size() == 1 && lines.get(0).startsWith("/")) {
            lines = linesOf(file, lines.get(0));
        }
        if (lines.size() != 2) {
            throw new IOException(file + ": has to hold two lines, user and password, or the path of such a file");
        }
        try {
            return Credentials.of(lines.get(0), lines.get(1));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static List<String> linesOf(Path file, String path) throws IOException {
        if (path.indexOf('\0') >= 0) {
            throw new IOException(file + ": holds no path");
        }
        return lines(Path.of(path));
    }

    private static List<String> lines(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.stream().anyMatch(OTHERS::contains)) {
            throw new IOException(file + ": holds credentials but is open to others; use chmod o= and try again");
        }
        if (Files.size(file) > MOST_OCTETS) {
            throw new IOException(file + ": is too large to hold credentials");
        }
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
