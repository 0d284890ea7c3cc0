package org.jmlmmj.reliability;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What strace wrote down, with {@code -f -y}: each line begins with the thread; a call that another thread interrupts has two
 * lines, of which the second begins with {@code <...}. Immutable and thread-safe.
 *
 * @param calls all calls, in order
 * @param isTampered whether a call was made to fail, or the program was killed
 */
record Trace(List<Call> calls, boolean isTampered) {
    /** The calls that change a folder, and those that may make a file: the points at which a program is stopped. */
    static final List<String> CALLS = List.of(
            "openat",
            "write",
            "pwrite64",
            "fsync",
            "fdatasync",
            "rename",
            "link",
            "unlink",
            "rmdir",
            "mkdir",
            "ftruncate");

    private static final Pattern CALL = Pattern.compile("(\\d+) +(\\w+)\\(.*", Pattern.DOTALL);

    static Trace read(Path file) throws IOException {
        List<Call> calls = new ArrayList<>();
        boolean isTampered = false;
        Map<String, Integer> counters = new HashMap<>();
        // Names may hold any octet.
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            Matcher call = CALL.matcher(line);
            if (call.matches()) {
                int number = counters.merge(call.group(1) + call.group(2), 1, Integer::sum);
                calls.add(new Call(call.group(1), call.group(2), number, line));
            }
            isTampered |= line.contains("+++ killed by ") || line.contains("(INJECTED)");
        }
        return new Trace(List.copyOf(calls), isTampered);
    }

    /** The calls that have to do with what is in a folder, by path or by an open file. */
    List<Call> touching(Path folder) {
        return calls.stream()
                .filter(call -> call.text().contains(folder.toString()))
                .toList();
    }

    /** Whether a call was tampered with, and had to do with a folder. */
    boolean isHit(Call point, Path folder) {
        return isTampered && touching(folder).stream().anyMatch(call -> call.isSame(point));
    }
}
