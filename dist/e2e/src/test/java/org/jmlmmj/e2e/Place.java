package org.jmlmmj.e2e;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jmlmmj.dist.Installation;

/**
 * The folder of a server and all in it, a copy of the installation that every user can read, and ports by the numbers that they have
 * in the samples. Gone when closed. For one thread.
 */
final class Place implements Closeable {
    private final Path root;
    private final Installation installation;
    private final Ports free = Ports.of(new SecureRandom());
    private final Map<String, Integer> ports = new HashMap<>();
    private final Map<String, String> own = new HashMap<>();

    private Place(Path root, Installation installation) {
        this.root = root;
        this.installation = installation;
    }

    /** Makes it in a short path: Postfix has sockets there, and a socket's name may have 107 octets. */
    static Place make(Installation built) throws IOException {
        Path root = Files.createTempDirectory(Path.of("/tmp"), "jmlmmj-e2e");
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        Place place = new Place(root, built.copyTo(root.resolve("jmlmmj")));
        for (Path folder : List.of(place.lists(), place.removed(), place.flat())) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            Account.give(folder);
        }
        place.put("/etc/postfix", root + "/postfix/etc")
                .put("/usr/bin/mlmmj", place.installation.program("mlmmj").toString())
                .put("/opt/jmlmmj", place.installation.home().toString())
                .put("/var/vmail/mlmmj", place.lists().toString())
                .put("/var/spool/mlmmj", place.flat().toString())
                .put("/var/lib/dkim", root + "/amavis/dkim")
                .put("mlmmj:mlmmj", Account.OWNER);
        for (String port : List.of("10024", "10025", "10026", "10027", "10028")) {
            place.put(port, Integer.toString(place.port(port)));
        }
        return place;
    }

    /** Says what is put in the place of a text in samples. */
    Place put(String shipped, String here) {
        own.put(shipped, here);
        return this;
    }

    /** What is put in the place of texts in samples. */
    Map<String, String> own() {
        return Map.copyOf(own);
    }

    /** The samples for this place. */
    Samples samples() {
        return Samples.of(installation.home().resolve("share/doc/jmlmmj/examples"), own);
    }

    /** The programs. */
    Installation installation() {
        return installation;
    }

    /** A folder, which may not be there yet. */
    Path folder(String name) {
        return root.resolve(name);
    }

    /** Lists by domain, as with iRedMail. */
    Path lists() {
        return root.resolve("vmail/mlmmj");
    }

    /** Lists that were removed. */
    Path removed() {
        return root.resolve("vmail/mlmmj-archive");
    }

    /** Lists without a folder for the domain. */
    Path flat() {
        return root.resolve("spool");
    }

    /** The port that stands for another. */
    int port(String name) {
        return ports.computeIfAbsent(name, unused -> free.next());
    }

    /** Programs that work on lists; Postfix's own that starts them, and waits for more, is none. */
    List<ProcessHandle> programs() {
        return ProcessHandle.allProcesses()
                .filter(process -> !process.info().command().orElse("").endsWith("/pipe"))
                .filter(process -> {
                    String line = process.info().commandLine().orElse("");
                    return line.contains(lists() + "/") || line.contains(flat() + "/");
                })
                .toList();
    }

    /** Ends what still names this place in its command line, which is a failure. */
    void endLeftOvers() {
        List<String> left = ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(root + "/"))
                .filter(ProcessHandle::destroyForcibly)
                .map(process ->
                        process.pid() + " " + process.info().commandLine().orElse(""))
                .toList();
        if (!left.isEmpty()) {
            throw new AssertionError("still running after the end: " + left);
        }
    }

    /** Copies logs, settings and lists; files that vanish meanwhile, since servers are at work, are left out. */
    void copyTo(Path target) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (isOfInterest(file)) {
                    Path copy = target.resolve(root.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    try {
                        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                    } catch (NoSuchFileException e) {
                        return visitFileFailed(file, e);
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    private boolean isOfInterest(Path file) {
        String name = root.relativize(file).toString();
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && !name.startsWith("jmlmmj/")
                && !name.startsWith("original/")
                && !name.contains("/text/")
                && !name.startsWith("amavis/dkim");
    }

    @Override
    public void close() throws IOException {
        programs().forEach(ProcessHandle::destroyForcibly);
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
