package org.jmlmmj.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.ReceivedMail;
import org.jmlmmj.core.test.ScriptedSmtpPeer;

/**
 * A list on which a trial is made, with a relay of its own. Closing it deletes nothing. For one thread.
 */
final class Site implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path folder;
    private final ListFixture list;
    private final List<ReceivedMail> earlier = new ArrayList<>();
    private ScriptedSmtpPeer relay = ScriptedSmtpPeer.start();

    private Site(Path folder, ListFixture list, Consumer<ScriptedSmtpPeer> script) {
        this.folder = folder;
        this.list = list;
        useRelay(script);
    }

    /** A new list. */
    static Site in(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new Site(folder, ListFixture.in(folder).control("relayhost", "127.0.0.1\n"), relay -> {});
    }

    /** A copy of what is in another folder, which replaces what is there. */
    static Site copyOf(Path original, Path folder, Consumer<ScriptedSmtpPeer> script) throws IOException {
        delete(folder);
        Files.createDirectories(folder.toAbsolutePath().getParent());
        // With hard links, times and modes.
        call("cp", "-a", original.toString(), folder.toString());
        return new Site(folder, ListFixture.of(folder.resolve("birds")), script);
    }

    static void delete(Path folder) throws IOException {
        call("rm", "-rf", folder.toString());
    }

    private static void call(String... command) throws IOException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("does not work: " + String.join(" ", command));
        }
    }

    /** Lets the relay go, and all connections to it, and starts another one. */
    void replaceRelay(Consumer<ScriptedSmtpPeer> script) {
        earlier.addAll(relay.accepted());
        relay.close();
        relay = ScriptedSmtpPeer.start();
        useRelay(script);
    }

    private void useRelay(Consumer<ScriptedSmtpPeer> script) {
        script.accept(relay);
        list.control("smtpport", relay.port() + "\n");
    }

    /** The folder in which the list directory lies. */
    Path folder() {
        return folder;
    }

    /** The list. */
    ListFixture list() {
        return list;
    }

    /** Every mail that a relay has taken, in order. */
    List<ReceivedMail> mails() {
        return Stream.concat(earlier.stream(), relay.accepted().stream()).toList();
    }

    /** Waits until no program works in the folder any more. */
    void awaitQuiet() {
        // One may start another before it ends.
        for (List<ProcessHandle> left = programs(); !left.isEmpty(); left = programs()) {
            for (ProcessHandle program : left) {
                program.onExit()
                        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .join();
            }
        }
    }

    /** Ends what does not end by itself. */
    void killPrograms() {
        for (ProcessHandle program : programs()) {
            program.destroyForcibly();
            program.onExit().join();
        }
    }

    /** A program that has handed off is nobody's child, but names the list on its command line. */
    private List<ProcessHandle> programs() {
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            return processes
                    .filter(process -> process.info().commandLine().orElse("").contains(list.folder() + ""))
                    .toList();
        }
    }

    @Override
    public void close() {
        relay.close();
    }
}
