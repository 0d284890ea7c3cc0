package org.jmlmmj.admin.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads settings from YAML (1.2, JSON schema) into values that remember their lines. Tags and anchors build no objects: only texts,
 * lists and maps come out. Stateless and thread-safe.
 */
final class YamlSettings {
    private final Path file;

    private YamlSettings(Path file) {
        this.file = file;
    }

    /** @param file where the text stands, for complaints */
    static Map<String, SettingValue> parse(Path file, String yaml) throws SettingsException {
        return new YamlSettings(file).parse(yaml);
    }

    private Map<String, SettingValue> parse(String yaml) throws SettingsException {
        LoadSettings how = LoadSettings.builder()
                .setLabel(file.toString())
                .setAllowDuplicateKeys(false)
                .build();
        try {
            Optional<Node> root = new Compose(how).composeString(yaml);
            return root.isEmpty() ? Map.of() : settings(root.get());
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new SettingsException(file + ":" + line + ": " + oneLine(e.getProblem()));
        } catch (YamlEngineException e) {
            throw new SettingsException(file + ": " + oneLine(String.valueOf(e.getMessage())));
        }
    }

    private static String oneLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private Map<String, SettingValue> settings(Node root) throws SettingsException {
        if (!(root instanceof MappingNode mapping)) {
            throw new SettingsException(where(root) + ": a settings file is made of lines NAME: VALUE");
        }
        Map<String, SettingValue> values = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String name = key(tuple.getKeyNode());
            if (values.put(name, value(tuple.getValueNode())) != null) {
                throw new SettingsException(where(tuple.getKeyNode()) + ": " + name + " is given twice");
            }
        }
        return values;
    }

    private SettingValue value(Node node) throws SettingsException {
        if (node instanceof SequenceNode sequence) {
            List<SettingValue.Scalar> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(scalar(item));
            }
            return new SettingValue.Items(where(node), items);
        }
        if (node instanceof MappingNode mapping) {
            Map<String, SettingValue.Scalar> entries = new LinkedHashMap<>();
            for (NodeTuple tuple : mapping.getValue()) {
                entries.put(key(tuple.getKeyNode()), scalar(tuple.getValueNode()));
            }
            return new SettingValue.Entries(where(node), entries);
        }
        return scalar(node);
    }

    private String key(Node node) throws SettingsException {
        return scalar(node).text().orElseThrow(() -> new SettingsException(where(node) + ": a name is missing"));
    }

    private SettingValue.Scalar scalar(Node node) throws SettingsException {
        if (!(node instanceof ScalarNode scalar)) {
            throw new SettingsException(where(node) + ": one value is expected here, not several");
        }
        boolean isNull = scalar.getTag().equals(Tag.NULL);
        return new SettingValue.Scalar(where(node), isNull ? Optional.empty() : Optional.of(scalar.getValue()));
    }

    private String where(Node node) {
        int line = node.getStartMark().map(Mark::getLine).orElse(0) + 1;
        return file + ":" + line;
    }
}
