package org.jmlmmj.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A fresh Debian 12 in a folder. Whatever runs in it runs in name spaces of its own for mounts and processes, so that nothing is left of
 * it when it ends, however it ends. The bare tree and downloaded packages are kept for the next time. Immutable and thread-safe.
 *
 * @param root the tree
 * @param packages downloaded packages
 * @param log what everything printed
 */
record DebianTree(Path root, Path packages, Path log) {
    private static final String RELEASE = "bookworm";
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** Whether this machine lets us mount and make name spaces. */
    static boolean isPossible() throws IOException {
        return Command.end("unshare", "--mount", "--pid", "--fork", "mount", "-t", "proc", "proc", "/proc")
                        .status()
                == 0;
    }

    /** Where this machine has its own packages from. */
    private static String mirror() throws IOException {
        return Command.run(
                        "apt-get",
                        "indextargets",
                        "--format",
                        "$(REPO_URI)",
                        "Created-By: Packages",
                        "Codename: " + RELEASE,
                        "Component: main")
                .lines()
                .findFirst()
                .orElseThrow(() -> new IOException("apt knows no packages of " + RELEASE));
    }

    /** Makes one in a folder, in place of what was there. */
    static DebianTree fresh(Path folder) throws IOException {
        Path packages = Files.createDirectories(folder.resolve("packages"));
        Files.createDirectories(packages.resolve("partial"));
        DebianTree tree = new DebianTree(folder.resolve("tree"), packages, folder.resolve("log"));
        Files.deleteIfExists(tree.log);
        Path bare = folder.resolve("bare.tar");
        if (!Files.exists(bare)) {
            Path part = folder.resolve("bare");
            execute(tree.log, List.of("rm", "-rf", part.toString()));
            String debootstrap = Command.find("debootstrap", "debootstrap").toString();
            execute(tree.log, List.of(debootstrap, "--variant=minbase", RELEASE, part.toString(), mirror()));
            execute(tree.log, List.of("tar", "-C", part.toString(), "-cf", bare + ".new", "."));
            Files.move(Path.of(bare + ".new"), bare, StandardCopyOption.ATOMIC_MOVE);
            execute(tree.log, List.of("rm", "-rf", part.toString()));
        }
        execute(tree.log, List.of("rm", "-rf", tree.root.toString()));
        Files.createDirectory(tree.root);
        execute(tree.log, List.of("tar", "-C", tree.root.toString(), "-xf", bare.toString()));
        // Packages ask it whether they may start their services; 101 is no.
        Path policy = Files.writeString(tree.path("usr/sbin/policy-rc.d"), "#!/bin/sh\nexit 101\n");
        execute(tree.log, List.of("chmod", "755", policy.toString()));
        return tree;
    }

    /** A file in it. */
    Path path(String name) {
        return root.resolve(name);
    }

    /** Whether there is something of this name, be it a link that leads nowhere from here. */
    boolean has(String name) {
        return Files.exists(path(name), LinkOption.NOFOLLOW_LINKS);
    }

    /** Runs commands in it, as root; they end at the first that fails, and that is a failure. */
    String run(String commands) throws IOException {
        String outside = "set -e\n"
                + "mount -t proc proc \"$1/proc\"\n"
                + "mount --rbind /dev \"$1/dev\"\n"
                + "mount --bind \"$2\" \"$1/var/cache/apt/archives\"\n"
                + "exec chroot \"$1\" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin"
                + " DEBIAN_FRONTEND=noninteractive LC_ALL=C sh -euc \"$3\"\n";
        return execute(
                log,
                List.of(
                        "unshare",
                        "--mount",
                        "--propagation=private",
                        "--pid",
                        "--fork",
                        "--kill-child",
                        "sh",
                        "-c",
                        outside,
                        "sh",
                        root.toString(),
                        packages.toString(),
                        commands));
    }

    /** Its output goes to the end of the log, and is given back. */
    private static String execute(Path log, List<String> command) throws IOException {
        List<String> words = new ArrayList<>(command);
        Path output = Files.createTempFile("debian", ".out");
        try {
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = ends(process);
            String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
            Files.writeString(
                    log,
                    "+ " + words.get(words.size() - 1) + "\n" + text + "\n",
                    java.nio.file.StandardOpenOption.CREATE,
                    java.nio.file.StandardOpenOption.APPEND);
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError(words.get(words.size() - 1) + "\n"
                        + (ended ? "ended with " + process.exitValue() : "does not end") + ", see " + log + ":\n"
                        + text);
            }
            return text;
        } finally {
            Files.delete(output);
        }
    }

    private static boolean ends(Process process) {
        try {
            if (process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return false;
    }
}
