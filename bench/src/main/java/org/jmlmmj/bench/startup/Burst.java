package org.jmlmmj.bench.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.jmlmmj.bench.compare.BenchList;

/**
 * Many posts at once, as from a mail server that starts so many programs at a time: with hand-off, and with {@code -F}, where each
 * post has a JVM of its own. For one thread.
 *
 * @param program {@code mlmmj-receive}
 */
record Burst(Path program, Map<String, String> environment, BenchList list, Path post) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Posts per second, from the first start until the last one is delivered. */
    double perSecond(int posts, int atOnce, String... options)
            throws IOException, InterruptedException, TimeoutException {
        ExecutorService mailServer = Executors.newFixedThreadPool(atOnce);
        long started = System.nanoTime();
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < posts; i++) {
                // No two alike: with -F the same mail counts as one that the mail server has sent again.
                Path own = Files.writeString(
                        post.resolveSibling("post-" + i), Files.readString(post) + "This is post " + i + ".\n");
                answers.add(mailServer.submit(start(own, options)));
            }
            for (Future<Integer> answer : answers) {
                if (answer.get() != 0) {
                    throw new IOException(program + ": status " + answer.get());
                }
            }
        } catch (ExecutionException e) {
            throw new IOException(program + " cannot be started", e);
        } finally {
            mailServer.shutdownNow();
        }
        list.awaitEnd(PATIENCE);
        double seconds = (System.nanoTime() - started) / 1e9;
        try (var archived = Files.list(list.folder().resolve("archive"))) {
            if (archived.count() != posts) {
                throw new IOException("not every post was distributed");
            }
        }
        list.clear();
        return posts / seconds;
    }

    private Callable<Integer> start(Path mail, String... options) {
        List<String> command =
                new ArrayList<>(List.of(program.toString(), "-L", list.folder().toString()));
        command.addAll(List.of(options));
        return () -> {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(mail.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(environment);
            return builder.start().waitFor();
        };
    }
}
