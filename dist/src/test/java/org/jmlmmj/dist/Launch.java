package org.jmlmmj.dist;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One start of a launcher as a mail server makes it: a nearly empty environment, pipes on all three streams, and output read
 * until its end, so that a program left behind with an open pipe shows. For one thread.
 */
public final class Launch {
    /** Only what never ends is meant: a machine that has other work may take minutes. */
    private static final long SECONDS = 600;

    private final ProcessBuilder builder;
    private byte[] input = {};
    private boolean endless;

    private Launch(List<String> command) {
        builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        // For tests on the build's own JDK; those that care say which.
        builder.environment().put("JMLMMJ_JAVA", System.getProperty("java.home"));
        builder.environment().put("JMLMMJ_LOG", "stderr");
        // Processes that other tests on the machine left behind must not take our lists over.
        builder.environment().put("JMLMMJ_RUN", System.getProperty("java.io.tmpdir"));
    }

    /** Prepares the start of a program. */
    public static Launch of(Path program, Object... arguments) {
        return of(program.toString(), arguments);
    }

    /** Prepares the start of a program by a name that may be relative. */
    public static Launch of(String program, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new Launch(command);
    }

    /** Sets the working directory. */
    public Launch in(Path folder) {
        builder.directory(folder.toFile());
        return this;
    }

    /** Sets an environment variable. */
    public Launch with(String name, Object value) {
        builder.environment().put(name, value.toString());
        return this;
    }

    /** Unsets an environment variable. */
    public Launch without(String name) {
        builder.environment().remove(name);
        return this;
    }

    /** Gives the octets of standard input. */
    public Launch stdin(byte[] octets) {
        input = octets.clone();
        return this;
    }

    /** Gives the text of standard input. */
    public Launch stdin(String text) {
        return stdin(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Does not close standard input, like a mail server that has not sent all of the mail yet. */
    public Launch leaveInputOpen() {
        endless = true;
        return this;
    }

    /** Starts and waits for the end of the program and of its output. */
    public Finished run() throws IOException, InterruptedException {
        try (Started started = start()) {
            return started.await();
        }
    }

    /** Starts; the input is written and the output read in the background. */
    public Started start() throws IOException {
        if (input.length == 0) {
            builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
        }
        return new Started(builder.start(), input, endless);
    }

    /** How a launcher ended. */
    public record Finished(int status, String out, String err) {}

    /** A launcher that is running. Killed when closed. */
    public static final class Started implements AutoCloseable {
        private final Process process;
        private final CompletableFuture<byte[]> out;
        private final CompletableFuture<byte[]> err;
        private final CompletableFuture<Void> in;

        private Started(Process process, byte[] input, boolean endless) {
            this.process = process;
            out = CompletableFuture.supplyAsync(() -> read(process.getInputStream()), Launch::inOwnThread);
            err = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()), Launch::inOwnThread);
            in = CompletableFuture.runAsync(() -> write(process, input, endless), Launch::inOwnThread);
        }

        private static byte[] read(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void write(Process process, byte[] input, boolean endless) {
            try {
                OutputStream stream = process.getOutputStream();
                stream.write(input);
                stream.flush();
                if (!endless) {
                    stream.close();
                }
            } catch (IOException e) {
                // A program that refuses a mail does not read it to its end, and its status says why; mail servers see
                // it so, too.
                return;
            }
        }

        /** The process of the launcher. */
        public Process process() {
            return process;
        }

        /** Sends a signal to the launcher alone, as {@code kill} does. */
        public void signal(String name) throws IOException, InterruptedException {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                    .start()
                    .waitFor();
        }

        /** Waits for the end of the launcher, of its input and of its output. */
        public Finished await() throws InterruptedException {
            in.orTimeout(SECONDS, TimeUnit.SECONDS).join();
            byte[] outOctets = out.orTimeout(SECONDS, TimeUnit.SECONDS).join();
            byte[] errOctets = err.orTimeout(SECONDS, TimeUnit.SECONDS).join();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the launcher does not end");
            }
            return new Finished(
                    process.exitValue(),
                    new String(outOctets, StandardCharsets.UTF_8),
                    new String(errOctets, StandardCharsets.UTF_8));
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }

    /** A pool could run out of threads when many launchers are under way. */
    private static void inOwnThread(Runnable task) {
        Thread thread = new Thread(task, "stream of a launcher");
        thread.setDaemon(true);
        thread.start();
    }
}
