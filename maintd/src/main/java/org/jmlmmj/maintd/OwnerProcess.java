package org.jmlmmj.maintd;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jmlmmj.send.StopSignal;

/**
 * Maintains the lists of one user in a process of that user, started by root (spec 04 §3). Whoever owns a list can exchange its files
 * and folders for links at any time; a process that may do only what the owner may do cannot be led anywhere. Immutable and
 * thread-safe.
 *
 * @param setpriv the program that changes the user
 * @param owner whose process it is
 * @param stop asks for an early end
 */
record OwnerProcess(Path setpriv, Owner owner, StopSignal stop) {
    /**
     * A user.
     *
     * @param name the account's name; empty if the number has no account, and so no further groups
     */
    record Owner(int uid, int gid, Optional<String> name) {}

    /** {@code setpriv} of this system, if it has it. */
    static Optional<Path> findSetpriv() {
        for (String place : List.of("/usr/bin/setpriv", "/bin/setpriv")) {
            Path program = Path.of(place);
            if (Files.isExecutable(program)) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }

    /**
     * Maintains lists and waits for the end.
     *
     * @param tally takes the numbers
     * @param lines takes lines about trouble
     * @return why the process could not be started as that user, so that nothing was done; empty if it was
     * @throws IOException if it was started and ended before its work did
     */
    Optional<String> run(List<Path> lists, Tally tally, Consumer<String> lines) throws IOException {
        Process process =
                new ProcessBuilder(command()).redirectErrorStream(true).start();
        // A signal to all processes of a session reaches it too; it then ends in the same way.
        Runnable stopper = process::destroy;
        stop.add(stopper);
        try {
            return talk(process, lists, tally, lines);
        } finally {
            stop.remove(stopper);
            process.getInputStream().close();
        }
    }

    private Optional<String> talk(Process process, List<Path> lists, Tally tally, Consumer<String> lines)
            throws IOException {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String first = out.readLine();
            if (!OwnerProgram.BEGUN.equals(first)) {
                process.destroy();
                return Optional.of("maintenance cannot be started as user " + owner.uid() + ": " + first);
            }
            name(lists, process);
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (!tally.takeWire(line)) {
                    lines.accept(line);
                }
            }
        }
        int status = await(process);
        if (status != 0) {
            throw new IOException("maintenance as user " + owner.uid() + " ended with status " + status);
        }
        return Optional.empty();
    }

    private static void name(List<Path> lists, Process process) throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            for (Path list : lists) {
                in.write((list + "\0").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static int await(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while lists were maintained").initCause(e);
        }
    }

    /** The same Java with the same options, as another user with that user's groups. */
    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(setpriv.toString());
        command.add("--reuid=" + owner.uid());
        command.add("--regid=" + owner.gid());
        command.add(owner.name().isPresent() ? "--init-groups" : "--clear-groups");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(OwnerProgram.class.getName());
        return command;
    }
}
