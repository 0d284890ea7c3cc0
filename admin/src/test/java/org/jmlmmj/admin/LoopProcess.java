package org.jmlmmj.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/** The other end of {@link ProgramLoop}. Closing it kills the process. Not thread-safe. */
final class LoopProcess implements Closeable {
    private final Process process;
    private final BufferedReader answers;
    private final Writer commands;

    /** Starts a process and waits until it is ready. */
    LoopProcess(String program) throws IOException {
        process = new ProcessBuilder(JavaProcess.command("-Xmx64m", ProgramLoop.class, program))
                .redirectErrorStream(true)
                .start();
        answers = process.inputReader();
        commands = process.outputWriter();
        assertThat(answers.readLine()).isEqualTo("ready");
    }

    /** Hands over command lines, and the end of them. */
    void begin(List<String> lines) throws IOException {
        for (String line : lines) {
            commands.write(line + "\n");
        }
        commands.close();
    }

    /** Hands over command lines, of which more may follow. */
    void hand(String line) throws IOException {
        commands.write(line + "\n");
        commands.flush();
    }

    /** Waits for the next answer. */
    String answer() throws IOException {
        return String.valueOf(answers.readLine());
    }

    /** Waits for the answers to everything. */
    List<String> finish() {
        try {
            List<String> lines = answers.lines().toList();
            process.waitFor();
            return lines;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    /** Kills the process at once, as {@code kill -9} does, and waits until it is gone. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
