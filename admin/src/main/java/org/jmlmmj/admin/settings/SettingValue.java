package org.jmlmmj.admin.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The value of a setting as a file gives it, before anybody knows what it should be. Immutable and thread-safe. */
sealed interface SettingValue {
    /** File and line, for messages. */
    String where();

    /**
     * One word, number or text.
     *
     * @param text as written, without quotes; empty for null
     */
    record Scalar(String where, Optional<String> text) implements SettingValue {}

    /** Several of them. */
    record Items(String where, List<Scalar> items) implements SettingValue {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** Several under names, in the order of the file. */
    record Entries(String where, Map<String, Scalar> entries) implements SettingValue {
        public Entries {
            entries = new LinkedHashMap<>(entries);
        }

        @Override
        public Map<String, Scalar> entries() {
            return new LinkedHashMap<>(entries);
        }
    }

    /** A complaint about this value. */
    default SettingsException wrong(String name, String expected) {
        return new SettingsException(where() + ": " + name + " must be " + expected);
    }
}
