package org.jmlmmj.admin.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jmlmmj.core.cli.FailureText;

/**
 * Turns the {@code settings.py} of an older mlmmjadmin into settings in YAML, without executing it (spec 09 §2.4): lines
 * {@code NAME = literal}, {@code NAME.update({...})}, {@code NAME.pop('key')} and {@code NAME['key'] = literal}. What else it holds is told with its line, for
 * a person to decide about. Immutable and thread-safe.
 */
public final class SettingsImport {
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_]\\w*)\\s*=(?!=)(.*)", Pattern.DOTALL);
    private static final Pattern ENTRY =
            Pattern.compile("([A-Za-z_]\\w*)\\s*\\[\\s*['\"]([^'\"]+)['\"]\\s*]\\s*=(?!=)(.*)", Pattern.DOTALL);
    private static final Pattern UPDATE =
            Pattern.compile("([A-Za-z_]\\w*)\\s*\\.\\s*update\\s*\\((.*)\\)\\s*", Pattern.DOTALL);
    private static final Pattern POP = Pattern.compile(
            "([A-Za-z_]\\w*)\\s*\\.\\s*pop\\s*\\(\\s*['\"]([^'\"]+)['\"]\\s*(,.*)?\\)\\s*", Pattern.DOTALL);

    /** What every such file says and what has no meaning here. */
    private static final Pattern PREAMBLE =
            Pattern.compile("(from\\s+(libs\\.default_settings|__future__)\\s+import|import\\s|#|@).*", Pattern.DOTALL);

    /** Settings of the older program that this one does not need: how it is run, and a page with its secrets. */
    private static final Set<String> NEEDLESS = Set.of("DEBUG");

    private final Path file;
    private final Map<String, SettingValue> values = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private SettingsImport(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @throws SettingsException if it cannot be read
     */
    public static SettingsImport of(Path file) throws SettingsException {
        try {
            return of(file, new String(Files.readAllBytes(file), UTF_8));
        } catch (IOException e) {
            throw new SettingsException("cannot read the old settings: " + FailureText.of(e));
        }
    }

    static SettingsImport of(Path file, String python) {
        SettingsImport result = new SettingsImport(file);
        result.readStatements(python.lines().toList());
        return result;
    }

    /** What was not understood, each with its file and line. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** The settings as the text of a new file. */
    public String yaml() {
        return SettingsText.of(values);
    }

    /** The settings that the new file gives. */
    public Settings settings() throws SettingsException {
        return Settings.of(values);
    }

    private void readStatements(List<String> lines) {
        int next = 0;
        while (next < lines.size()) {
            int first = next;
            StringBuilder statement = new StringBuilder(lines.get(next++));
            while (next < lines.size() && !PythonTokens.isComplete(statement.toString())) {
                statement.append('\n').append(lines.get(next++));
            }
            readStatement(statement.toString().strip(), first + 1);
        }
    }

    private void readStatement(String statement, int line) {
        String where = file + ":" + line;
        if (statement.isEmpty() || PREAMBLE.matcher(statement).matches()) {
            return;
        }
        try {
            if (!readKnown(statement, where)) {
                problems.add(where + ": not understood: "
                        + statement.lines().findFirst().orElse(""));
            }
        } catch (PythonLiterals.NotALiteralException | SettingsException e) {
            String message = String.valueOf(e.getMessage());
            problems.add(message.startsWith(where) ? message : where + ": " + message);
        }
    }

    private boolean readKnown(String statement, String where)
            throws PythonLiterals.NotALiteralException, SettingsException {
        Matcher matcher = UPDATE.matcher(statement);
        if (matcher.matches()) {
            merge(matcher.group(1), new PythonLiterals(matcher.group(2)).readAll(where), where);
            return true;
        }
        matcher = POP.matcher(statement);
        if (matcher.matches()) {
            SettingValue.Scalar nothing = new SettingValue.Scalar(where, Optional.empty());
            merge(matcher.group(1), new SettingValue.Entries(where, Map.of(matcher.group(2), nothing)), where);
            return true;
        }
        matcher = ENTRY.matcher(statement);
        if (matcher.matches()) {
            SettingValue value = new PythonLiterals(matcher.group(3)).readAll(where);
            if (!(value instanceof SettingValue.Scalar scalar)) {
                throw value.wrong(matcher.group(2), "one value");
            }
            merge(matcher.group(1), new SettingValue.Entries(where, Map.of(matcher.group(2), scalar)), where);
            return true;
        }
        matcher = ASSIGNMENT.matcher(statement);
        if (matcher.matches()) {
            put(matcher.group(1), new PythonLiterals(matcher.group(2)).readAll(where), where);
            return true;
        }
        return false;
    }

    private void put(String name, SettingValue value, String where) throws SettingsException {
        if (NEEDLESS.contains(name)) {
            return;
        }
        Setting<?> setting = Setting.named(name)
                .orElseThrow(() -> new SettingsException(where + ": " + name + " has no counterpart"));
        setting.read(value);
        values.put(name, value);
    }

    private void merge(String name, SettingValue added, String where) throws SettingsException {
        if (!(added instanceof SettingValue.Entries entries)) {
            throw added.wrong(name, "names with values");
        }
        Map<String, SettingValue.Scalar> merged = new LinkedHashMap<>();
        if (values.get(name) instanceof SettingValue.Entries present) {
            merged.putAll(present.entries());
        }
        merged.putAll(entries.entries());
        put(name, new SettingValue.Entries(where, merged), where);
    }
}
