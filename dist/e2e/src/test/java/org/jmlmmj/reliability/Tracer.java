package org.jmlmmj.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Has the installed programs run under strace: {@code JMLMMJ_JAVA} names a folder that looks like a JDK, whose {@code java} is
 * a script that starts strace with the real one. So the launcher, its hand-off and its judgement of a Java that died are those
 * of every day. For one thread, as there is one trace.
 */
final class Tracer {
    private final Path home;
    private final Path jdk;

    private Tracer(Path home, Path jdk) {
        this.home = home;
        this.jdk = jdk;
    }

    /** Makes one in a folder of its own, for the JDK that runs this. */
    static Tracer in(Path folder) throws IOException {
        Path jdk = Path.of(System.getProperty("java.home"));
        Files.createDirectories(folder.resolve("bin"));
        // The launcher reads the version there, and finds the start-up archive by it.
        Files.copy(jdk.resolve("release"), folder.resolve("release"), StandardCopyOption.REPLACE_EXISTING);
        return new Tracer(folder, jdk);
    }

    /** Value of {@code JMLMMJ_JAVA}. */
    Path home() {
        return home;
    }

    private Path log() {
        return home.resolve("trace");
    }

    /** From now on programs are traced and nothing more. */
    void record() throws IOException {
        write(List.of());
    }

    /** From now on this happens to every program, when it comes so far. */
    void inject(Fault fault, Call call) throws IOException {
        List<String> options = new ArrayList<>(List.of("-e", fault.option(call)));
        if (fault != Fault.KILL) {
            // Stops the program for these calls only, which is faster; signals get lost then.
            options.add("--seccomp-bpf");
        }
        write(options);
    }

    /** The options of strace that record and, perhaps, tamper. */
    private void write(List<String> more) throws IOException {
        List<String> command = new ArrayList<>(List.of("exec", "strace", "-f", "-q", "-y", "-s", "0"));
        command.addAll(List.of("-o", log().toString(), "-e", "trace=" + String.join(",", Trace.CALLS)));
        command.addAll(more);
        command.add(jdk.resolve("bin/java") + " \"$@\"");
        Path script = home.resolve("bin/java");
        Files.writeString(script, "#!/bin/sh\n" + String.join(" ", command) + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.deleteIfExists(log());
    }

    /** What the program did that ran last. */
    Trace read() throws IOException {
        return Trace.read(log());
    }
}
