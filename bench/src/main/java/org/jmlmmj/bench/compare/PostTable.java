package org.jmlmmj.bench.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Measures posts from the pipe on. Not thread-safe. */
final class PostTable {
    private static final List<Integer> SUBSCRIBERS = List.of(3, 1000);
    private static final int OCTETS = 4096;

    private final Settings settings;
    private final List<Post> posts;
    private final DeliverySink sink;
    private final PrintStream out;

    PostTable(Settings settings, List<Post> posts, DeliverySink sink, PrintStream out) {
        this.settings = settings;
        this.posts = posts;
        this.sink = sink;
        this.out = out;
    }

    void print() throws IOException, InterruptedException, TimeoutException {
        out.println("\n## A post of 4 KiB from the pipe on, each in a new process\n");
        out.println("| subscribers | program | answer to the mail server, ms | last delivery, ms |");
        out.println("|--:|---|--:|--:|");
        for (int subscribers : SUBSCRIBERS) {
            Map<Post, List<Post.Times>> times = new LinkedHashMap<>();
            for (int round = 0; round < settings.rounds(); round++) {
                for (Post post : posts) {
                    times.computeIfAbsent(post, key -> new ArrayList<>()).add(post.send(sink, OCTETS, subscribers));
                }
            }
            times.forEach((post, all) -> print(subscribers, post, all));
        }
        out.flush();
    }

    private void print(int subscribers, Post post, List<Post.Times> times) {
        out.println(String.format(
                Locale.ROOT,
                "| %,d | %s | %.0f | %.0f |",
                subscribers,
                post.name(),
                1000 * Median.of(times, Post.Times::answered),
                1000 * Median.of(times, Post.Times::delivered)));
    }
}
