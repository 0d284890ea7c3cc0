package org.jmlmmj.admin.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Writes settings as YAML. Stateless and thread-safe. */
final class SettingsText {
    private SettingsText() {}

    static String of(Map<String, SettingValue> values) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        values.forEach((name, value) -> plain.put(name, plain(value)));
        DumpSettings style = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(200)
                .build();
        return plain.isEmpty() ? "" : new Dump(style).dumpToString(plain);
    }

    private static @Nullable Object plain(SettingValue value) {
        if (value instanceof SettingValue.Items items) {
            return items.items().stream().map(SettingsText::plain).toList();
        }
        if (value instanceof SettingValue.Entries entries) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            entries.entries().forEach((name, scalar) -> map.put(name, plain(scalar)));
            return map;
        }
        return ((SettingValue.Scalar) value).text().orElse(null);
    }
}
