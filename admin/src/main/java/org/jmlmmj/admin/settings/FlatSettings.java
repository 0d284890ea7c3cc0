package org.jmlmmj.admin.settings;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads settings from lines {@code NAME=VALUE} (spec 09 §2.4): items of lists have commas between them, an entry of a map is {@code
 * NAME.KEY=VALUE}, and {@code !NAME.KEY=} takes a built-in entry away. Lines that begin with {@code #} do not count; nothing is
 * escaped, so a value is what stands there, without the blanks around it. For one thread.
 *
 * <p>Java's own class for such files takes a line with an exclamation mark for a comment, the last of two equal names without a
 * word, and forgets the numbers of lines.
 */
final class FlatSettings {
    private final Map<String, SettingValue> values = new LinkedHashMap<>();

    private FlatSettings() {}

    /** @param file where the text stands, for complaints */
    static Map<String, SettingValue> parse(Path file, String text) throws SettingsException {
        FlatSettings settings = new FlatSettings();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                settings.read(line, file + ":" + (i + 1));
            }
        }
        return settings.values;
    }

    private void read(String line, String where) throws SettingsException {
        boolean removes = line.startsWith("!");
        int equals = line.indexOf('=');
        if (equals < 0) {
            throw new SettingsException(where + ": a settings file is made of lines NAME=VALUE");
        }
        String name = line.substring(removes ? 1 : 0, equals).strip();
        String value = line.substring(equals + 1).strip();
        int dot = name.indexOf('.');
        if (removes && (dot < 0 || !value.isEmpty())) {
            throw new SettingsException(where + ": an exclamation mark takes an entry away, as in !NAME.KEY=");
        }
        SettingValue.Scalar scalar = new SettingValue.Scalar(where, removes ? Optional.empty() : Optional.of(value));
        if (dot < 0) {
            put(name, isList(name) ? new SettingValue.Items(where, items(value, where)) : scalar, where);
        } else {
            putEntry(name.substring(0, dot), name.substring(dot + 1), scalar);
        }
    }

    private static boolean isList(String name) {
        return Setting.named(name)
                .filter(setting -> setting.standard() instanceof List)
                .isPresent();
    }

    private static List<SettingValue.Scalar> items(String value, String where) {
        return Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .map(item -> new SettingValue.Scalar(where, Optional.of(item)))
                .toList();
    }

    private void put(String name, SettingValue value, String where) throws SettingsException {
        if (values.put(name, value) != null) {
            throw new SettingsException(where + ": " + name + " is given twice");
        }
    }

    private void putEntry(String name, String key, SettingValue.Scalar value) throws SettingsException {
        Map<String, SettingValue.Scalar> entries = new LinkedHashMap<>();
        if (values.get(name) instanceof SettingValue.Entries present) {
            entries.putAll(present.entries());
        } else if (values.containsKey(name)) {
            throw new SettingsException(value.where() + ": " + name + " is given as one value and as several");
        }
        if (entries.put(key, value) != null) {
            throw new SettingsException(value.where() + ": " + name + "." + key + " is given twice");
        }
        values.put(name, new SettingValue.Entries(value.where(), entries));
    }
}
