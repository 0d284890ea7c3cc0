package org.jmlmmj.core.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Options of a command line as getopt(3) reads them (spec 07 §1): single letters, which may be grouped, with a value in the
 * same or the next argument; {@code --} ends them; operands may stand between them; the last value counts. Unlike the
 * original, an unknown option or a missing value stops the program. {@code -h} and {@code -V} end reading at once, whatever
 * follows. Immutable and thread-safe.
 */
public final class Options {
    private final Map<Character, String> values;
    private final List<String> operands;

    private Options(Map<Character, String> values, List<String> operands) {
        this.values = values;
        this.operands = operands;
    }

    /**
     * Reads a command line.
     *
     * @param letters the letters known, each followed by a colon if it takes a value, as for getopt(3)
     * @param arguments the arguments without the program's name
     * @throws UsageException on an unknown letter or a missing value
     */
    public static Options parse(String letters, List<String> arguments) throws UsageException {
        Map<Character, String> values = new LinkedHashMap<>();
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--")) {
                operands.addAll(arguments.subList(i + 1, arguments.size()));
                break;
            }
            if (argument.length() < 2 || argument.charAt(0) != '-') {
                operands.add(argument);
                continue;
            }
            for (int at = 1; at < argument.length(); at++) {
                char letter = argument.charAt(at);
                if (!takesValue(letters, letter)) {
                    put(values, letter, "");
                    if (letter == 'h' || letter == 'V') {
                        return new Options(values, operands);
                    }
                    continue;
                }
                if (at + 1 < argument.length()) {
                    put(values, letter, argument.substring(at + 1));
                } else if (++i < arguments.size()) {
                    put(values, letter, arguments.get(i));
                } else {
                    throw new UsageException("option requires an argument -- '" + letter + "'");
                }
                break;
            }
        }
        return new Options(values, List.copyOf(operands));
    }

    /** The map's order is that of the last time each option was given. */
    private static void put(Map<Character, String> values, char letter, String value) {
        values.remove(letter);
        values.put(letter, value);
    }

    private static boolean takesValue(String letters, char letter) throws UsageException {
        int at = letters.indexOf(letter);
        if (at < 0 || letter == ':') {
            throw new UsageException("invalid option -- '" + letter + "'");
        }
        return at + 1 < letters.length() && letters.charAt(at + 1) == ':';
    }

    /** Whether the option was given. */
    public boolean has(char letter) {
        return values.containsKey(letter);
    }

    /** Which of these options was given last; empty if none was. */
    public Optional<Character> last(String letters) {
        Optional<Character> last = Optional.empty();
        for (char letter : values.keySet()) {
            if (letters.indexOf(letter) >= 0) {
                last = Optional.of(letter);
            }
        }
        return last;
    }

    /** How many of these options were given, each counted once. */
    public long count(String letters) {
        long count = 0;
        for (int i = 0; i < letters.length(); i++) {
            count += has(letters.charAt(i)) ? 1 : 0;
        }
        return count;
    }

    /** The option's last value; empty if it was not given. */
    public Optional<String> value(char letter) {
        return Optional.ofNullable(values.get(letter));
    }

    /**
     * The value of an option without which the program cannot work.
     *
     * @throws UsageException if it is missing; the message names the option and {@code what} it stands for
     */
    public String required(char letter, String what) throws UsageException {
        Optional<String> value = value(letter);
        if (value.isEmpty()) {
            throw new UsageException("you have to give -" + letter + " " + what);
        }
        return value.get();
    }

    /** What is no option, in order. */
    public List<String> operands() {
        return operands;
    }
}
