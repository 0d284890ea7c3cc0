package org.jmlmmj.admin.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a value in the file becomes that of a setting. Implementations are immutable and thread-safe.
 *
 * @param <T> what the value is
 */
interface SettingForm<T> {
    /**
     * Reads a value.
     *
     * @param name the setting, for complaints
     * @throws SettingsException if it does not have this form; the message says which it should have
     */
    T read(String name, SettingValue value) throws SettingsException;

    /** One line. */
    static SettingForm<String> text() {
        return SettingForm::readText;
    }

    /** One of these words, which are in lower case. */
    static SettingForm<String> word(List<String> words) {
        return (name, value) -> {
            String word = readText(name, value).toLowerCase(Locale.ROOT);
            if (!words.contains(word)) {
                throw value.wrong(name, "one of: " + String.join(", ", words).strip());
            }
            return word;
        };
    }

    /** A whole number in these bounds. */
    static SettingForm<Integer> number(int least, int most) {
        return (name, value) -> {
            String text = readText(name, value);
            int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
            if (number < least || number > most) {
                throw value.wrong(name, "a number from " + least + " to " + most);
            }
            return number;
        };
    }

    /** Yes or no. */
    static SettingForm<Boolean> flag() {
        return (name, value) -> switch (readText(name, value).toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw value.wrong(name, "true or false");
        };
    }

    /** Several lines. */
    static SettingForm<List<String>> texts() {
        return SettingForm::readTexts;
    }

    /** Names with values, of which some may be null. */
    static SettingForm<Map<String, Optional<String>>> map() {
        return SettingForm::readMap;
    }

    /** An absolute path. */
    static SettingForm<Path> path() {
        return (name, value) -> readPath(name, value).orElseThrow(() -> value.wrong(name, "an absolute path"));
    }

    /** An absolute path, or nothing. */
    static SettingForm<Optional<Path>> optionalPath() {
        return SettingForm::readPath;
    }

    /** The mode of a folder, octal; everything is allowed to its owner. */
    static SettingForm<Set<PosixFilePermission>> permissions() {
        return (name, value) -> {
            String octal = readText(name, value);
            if (!octal.matches("(0o?)?[0-7]{3}") || !octal.matches(".*7[0-7]{2}")) {
                throw value.wrong(
                        name, "an octal mode in quotes that leaves everything to the owner, such as \"0700\"");
            }
            return bits(octal.substring(octal.length() - 3));
        };
    }

    /** What an octal mode allows. */
    static Set<PosixFilePermission> bits(String octal) {
        int mode = Integer.parseInt(octal, 8);
        PosixFilePermission[] all = PosixFilePermission.values();
        Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < all.length; i++) {
            if ((mode & 1 << (all.length - 1 - i)) != 0) {
                set.add(all[i]);
            }
        }
        return Collections.unmodifiableSet(set);
    }

    private static String readText(String name, SettingValue value) throws SettingsException {
        if (value instanceof SettingValue.Scalar scalar && scalar.text().isPresent()) {
            String text = scalar.text().get();
            if (text.chars().anyMatch(c -> c < ' ')) {
                throw value.wrong(name, "on one line");
            }
            return text;
        }
        throw value.wrong(name, "one value");
    }

    private static List<String> readTexts(String name, SettingValue value) throws SettingsException {
        if (!(value instanceof SettingValue.Items items)) {
            throw value.wrong(name, "a list, such as [ a, b ]");
        }
        List<String> texts = new ArrayList<>();
        for (SettingValue.Scalar item : items.items()) {
            texts.add(readText(name, item));
        }
        return List.copyOf(texts);
    }

    private static Map<String, Optional<String>> readMap(String name, SettingValue value) throws SettingsException {
        if (!(value instanceof SettingValue.Entries entries)) {
            throw value.wrong(name, "names with values");
        }
        Map<String, Optional<String>> map = new LinkedHashMap<>();
        entries.entries().forEach((key, scalar) -> map.put(key, scalar.text()));
        return Collections.unmodifiableMap(map);
    }

    private static Optional<Path> readPath(String name, SettingValue value) throws SettingsException {
        String text = readText(name, value);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(text);
            if (path.isAbsolute()) {
                return Optional.of(path.normalize());
            }
        } catch (InvalidPathException e) {
            throw value.wrong(name, "a path: " + e.getReason());
        }
        throw value.wrong(name, "an absolute path");
    }
}
