package org.jmlmmj.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jmlmmj.reliability.Outcome.Delivery;

/**
 * A disturbed outcome beside the undisturbed one. Immutable.
 *
 * @param losses mails that somebody did not get, and files that are not as they must be
 * @param duplicates how many mails came twice
 */
record Verdict(List<String> losses, long duplicates) {
    /** One fault may repeat a mail once (spec 03 §10.2). */
    private static final long MOST = 2;

    static Verdict of(Outcome expected, Outcome actual) {
        List<String> losses = new ArrayList<>();
        long duplicates = 0;
        Set<Delivery> all = new TreeSet<>(expected.deliveries().keySet());
        all.addAll(actual.deliveries().keySet());
        for (Delivery each : all) {
            long wanted = expected.deliveries().getOrDefault(each, 0L);
            long got = actual.deliveries().getOrDefault(each, 0L);
            if (got < wanted || (wanted == 0 && got > 0) || got > wanted * MOST) {
                losses.add(each + " came " + got + " times, not " + wanted);
            }
            duplicates += Math.max(0, got - wanted);
        }
        compareFiles(expected.files(), withoutRepeatedPosts(actual.files()), losses);
        for (Map.Entry<String, Set<String>> index : actual.indices().entrySet()) {
            if (index.getValue().size() > 1) {
                losses.add("index " + index.getKey() + " was given to " + index.getValue());
            }
        }
        return new Verdict(List.copyOf(losses), duplicates);
    }

    /** A post that came twice, as counted above, is in the archive twice. */
    private static Map<String, String> withoutRepeatedPosts(Map<String, String> files) {
        Map<String, String> once = new TreeMap<>(files);
        once.replaceAll((name, content) -> {
            int half = (content.length() - Outcome.TWICE.length()) / 2;
            boolean isRepeated = name.contains("/archive/")
                    && half >= 0
                    && content.equals(content.substring(0, half) + Outcome.TWICE + content.substring(0, half));
            return isRepeated ? content.substring(0, half) : content;
        });
        return once;
    }

    /** Adds what is not as it must be. */
    static void compareFiles(Map<String, String> expected, Map<String, String> actual, List<String> losses) {
        Set<String> names = new TreeSet<>(expected.keySet());
        names.addAll(actual.keySet());
        for (String name : names) {
            String wanted = expected.get(name);
            String got = actual.get(name);
            if (!Objects.equals(wanted, got)) {
                losses.add(name + ": is " + describe(got) + ", not " + describe(wanted));
            }
        }
    }

    private static String describe(@org.jspecify.annotations.Nullable String content) {
        return content == null ? "missing" : content.isEmpty() ? "there" : "\"" + content.replace('\n', '|') + "\"";
    }
}
