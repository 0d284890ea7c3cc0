package org.jmlmmj.maintd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmlmmj.core.address.Ascii;

/**
 * Groups the posts of a digest by what they talk about (spec 04 §11.2): posts belong together if one answers the other, both answer
 * the same post, or their subjects are equal. Threads and posts come in the order in which they appeared. Immutable and
 * thread-safe.
 */
final class DigestThreads {
    private final List<DigestPost> posts;
    private final int[] parents;

    private DigestThreads(List<DigestPost> posts) {
        this.posts = List.copyOf(posts);
        this.parents = new int[posts.size()];
        for (int i = 0; i < parents.length; i++) {
            parents[i] = i;
        }
    }

    /**
     * The threads of these posts.
     *
     * @param prefix what the list puts in front of subjects; may be empty
     */
    static DigestThreads of(List<DigestPost> posts, String prefix) {
        DigestThreads threads = new DigestThreads(posts);
        Map<String, Integer> known = new HashMap<>();
        for (int i = 0; i < posts.size(); i++) {
            DigestPost post = posts.get(i);
            List<String> keys = new ArrayList<>(post.references());
            post.id().ifPresent(keys::add);
            String topic = topic(post.subject(), prefix);
            if (!topic.isEmpty() && !post.subject().equals(DigestPost.NO_SUBJECT)) {
                // A blank cannot be part of an id.
                keys.add(" " + topic);
            }
            for (String key : keys) {
                Integer other = known.putIfAbsent(key, i);
                if (other != null) {
                    threads.join(other, i);
                }
            }
        }
        return threads;
    }

    /** What is left of {@code Re: [birds] Re: Swans}, to be compared. */
    private static String topic(String subject, String prefix) {
        String rest = subject;
        String before;
        do {
            before = rest;
            rest = DigestPost.withoutReply(rest);
            if (!prefix.isBlank() && Ascii.startsWithIgnoreCase(rest, prefix.strip())) {
                rest = rest.substring(prefix.strip().length());
            }
        } while (!rest.equals(before));
        return Ascii.lowerCase(rest.strip());
    }

    /** Joins two threads under the older post. */
    private void join(int a, int b) {
        int rootA = root(a);
        int rootB = root(b);
        parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
    }

    private int root(int post) {
        int root = post;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }

    /** The lines that the text shows: per thread its subject, each post with number and author, and an empty line. */
    List<String> lines() {
        Map<Integer, List<DigestPost>> threads = new LinkedHashMap<>();
        for (int i = 0; i < posts.size(); i++) {
            threads.computeIfAbsent(root(i), first -> new ArrayList<>()).add(posts.get(i));
        }
        List<String> lines = new ArrayList<>();
        for (List<DigestPost> thread : threads.values()) {
            lines.add(thread.get(0).subject());
            for (DigestPost post : thread) {
                lines.add("      " + post.number() + " - " + post.author());
            }
            lines.add("");
        }
        return lines;
    }
}
