package org.jmlmmj.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * A post as the mail server gives it to {@code mlmmj-receive}: through a pipe, each time a new process. Not thread-safe.
 *
 * @param name as the table calls the program
 * @param program its path
 * @param environment for it
 * @param list used by it alone
 */
record Post(String name, Path program, Map<String, String> environment, BenchList list) {
    private static final long MOST_SECONDS = 120;

    /**
     * How long it took.
     *
     * @param answered seconds until the mail server had its answer
     * @param delivered seconds until the last subscriber had the mail
     */
    record Times(double answered, double delivered) {}

    Times send(DeliverySink sink, int octets, int subscribers)
            throws IOException, InterruptedException, TimeoutException {
        list.subscribers(subscribers);
        Path mail = Files.writeString(list.folder().resolve("post"), BenchList.mail(octets));
        ProcessBuilder builder = new ProcessBuilder(
                        List.of(program.toString(), "-L", list.folder().toString()))
                .redirectInput(mail.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        sink.expect(subscribers);
        long started = System.nanoTime();
        int status = builder.start().waitFor();
        long answered = System.nanoTime();
        if (status != 0) {
            throw new IOException(program + ": status " + status);
        }
        long delivered = sink.await(MOST_SECONDS);
        list.awaitEnd(Duration.ofSeconds(MOST_SECONDS));
        list.clear();
        return new Times((answered - started) / 1e9, (delivered - started) / 1e9);
    }
}
