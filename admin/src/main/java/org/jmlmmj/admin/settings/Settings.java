package org.jmlmmj.admin.settings;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every setting with its value, each checked. Immutable and thread-safe. */
public final class Settings {
    private final Map<Setting<?>, Object> values;

    private Settings(Map<Setting<?>, Object> values) {
        this.values = values;
    }

    /**
     * Reads a file, and {@code custom_settings.yaml} or {@code .properties} beside it, whose values win.
     *
     * @throws SettingsException if a file cannot be read, is readable by others, or holds what no setting is
     */
    public static Settings load(Path file) throws SettingsException {
        Map<String, SettingValue> merged = new LinkedHashMap<>(SettingsFile.read(file));
        merged.putAll(SettingsFile.readIfThere(SettingsFile.custom(file)));
        return of(merged);
    }

    static Settings of(Map<String, SettingValue> given) throws SettingsException {
        Map<Setting<?>, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, SettingValue> entry : given.entrySet()) {
            SettingValue value = entry.getValue();
            Setting<?> setting = Setting.named(entry.getKey())
                    .orElseThrow(() -> new SettingsException(value.where() + ": there is no setting " + entry.getKey()
                            + "; correct its name or remove it"));
            values.put(setting, setting.read(value));
        }
        return new Settings(values);
    }

    /** These settings with one value given anew. */
    public <T> Settings with(Setting<T> setting, T value) {
        Map<Setting<?>, Object> copy = new LinkedHashMap<>(values);
        copy.put(setting, value);
        return new Settings(copy);
    }

    /** The settings that a server without a file would have. */
    public static Settings standard() {
        return new Settings(Map.of());
    }

    /** The value of a setting. */
    @SuppressWarnings("unchecked") // what is stored under a setting was read by it, or given with its type
    public <T> T get(Setting<T> setting) {
        return (T) values.getOrDefault(setting, setting.standard());
    }
}
