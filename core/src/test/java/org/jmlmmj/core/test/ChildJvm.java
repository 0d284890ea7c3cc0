package org.jmlmmj.core.test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Another JVM with the class path of the test, for what only processes show, such as record locks. It takes commands on its
 * standard input and answers in lines. Killed when closed. For one thread.
 */
public final class ChildJvm implements AutoCloseable {
    private static final long SECONDS = 60;
    private static final String END = "\0end";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> read = new ArrayList<>();

    private ChildJvm(Process process) {
        this.process = process;
        Thread reader = new Thread(this::readLines, "output of child " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts the {@code main} of a class. */
    public static ChildJvm start(Class<?> program, String... arguments) throws IOException {
        return start(List.of(), program, arguments);
    }

    /** Starts the {@code main} of a class as another user, in that user's group alone; only root can. */
    public static ChildJvm startAs(int uid, int gid, Class<?> program, String... arguments) throws IOException {
        List<String> setpriv = List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups");
        return start(setpriv, program, arguments);
    }

    private static ChildJvm start(List<String> prefix, Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.endsWith("JAVA_TOOL_OPTIONS"));
        return new ChildJvm(builder.start());
    }

    private void readLines() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("cannot read from the child: " + e);
        }
        lines.add(END);
    }

    /** Sends one line. */
    public void say(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a line of this text, passing over others. */
    public ChildJvm await(String expected) throws InterruptedException {
        while (true) {
            String line = lines.poll(SECONDS, TimeUnit.SECONDS);
            if (line == null || line.equals(END)) {
                throw new AssertionError("the child did not say \"" + expected + "\" but " + read);
            }
            read.add(line);
            if (line.equals(expected)) {
                return this;
            }
        }
    }

    /** Lets it work for a while; fails if it ends meanwhile. */
    public void runFor(long time, TimeUnit unit) throws InterruptedException {
        if (process.waitFor(time, unit)) {
            throw new AssertionError("the child has ended; it said " + read + lines);
        }
    }

    /** Every line that was passed over or waited for so far. */
    public List<String> heard() {
        return List.copyOf(read);
    }

    /** Waits for the end of the child, and returns its status. */
    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the child does not end; it said " + read + lines);
        }
        return process.exitValue();
    }

    /** Everything it said until it ended. */
    public List<String> awaitOutput() throws InterruptedException {
        String line = lines.poll(SECONDS, TimeUnit.SECONDS);
        while (line != null && !line.equals(END)) {
            read.add(line);
            line = lines.poll(SECONDS, TimeUnit.SECONDS);
        }
        return List.copyOf(read);
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
