package org.jmlmmj.e2e;

import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** A server that stays in the foreground; what it prints is in {@code out.log} of its folder. For one thread. */
final class Daemon implements Closeable {
    private final String name;
    private final Process process;

    private Daemon(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param answers asks it; an exception is a no
     */
    static Daemon start(String name, Path folder, List<String> command, Callable<Boolean> answers) throws IOException {
        Daemon daemon = new Daemon(
                name,
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(
                                Redirect.appendTo(folder.resolve("out.log").toFile()))
                        .start());
        boolean ready = false;
        try {
            await("start of " + name)
                    .atMost(Patience.LIMIT)
                    .ignoreExceptions()
                    .until(() -> daemon.process.isAlive() && answers.call());
            ready = true;
            return daemon;
        } finally {
            if (!ready) {
                daemon.close();
            }
        }
    }

    /** Whether a mail server answers. */
    static Callable<Boolean> greets(int port) {
        return () -> {
            SmtpClient.greet(port);
            return true;
        };
    }

    /** Ends it, with all processes that it started. */
    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        await("end of " + name).atMost(Patience.LIMIT).until(() -> !process.isAlive());
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
