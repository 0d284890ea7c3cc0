package org.jmlmmj.admin.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;
import org.jmlmmj.core.cli.FailureText;

/**
 * A file of settings: in YAML, or flat if its name ends with {@code .properties} (spec 09 §2.4). Not thread-safe.
 */
final class SettingsFile {
    private static final int MOST_OCTETS = 1 << 20;

    private final Path file;

    private SettingsFile(Path file) {
        this.file = file;
    }

    /** The values of a file that must be there. */
    static Map<String, SettingValue> read(Path file) throws SettingsException {
        try {
            return new SettingsFile(file).readChecked();
        } catch (IOException e) {
            throw new SettingsException("cannot read the settings: " + FailureText.of(e));
        }
    }

    /** The values of a file, none if it is not there. */
    static Map<String, SettingValue> readIfThere(Path file) throws SettingsException {
        try {
            return new SettingsFile(file).readChecked();
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException e) {
            throw new SettingsException("cannot read the settings: " + FailureText.of(e));
        }
    }

    /** It holds secrets: whoever can read it can change every list (spec 09 D59). */
    private Map<String, SettingValue> readChecked() throws IOException, SettingsException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
        if (mode.contains(PosixFilePermission.OTHERS_READ) || mode.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new SettingsException(
                    file + " can be read or written by everybody, and holds secrets; chmod o= " + file);
        }
        if (Files.size(file) > MOST_OCTETS) {
            throw new SettingsException(file + " is larger than " + MOST_OCTETS + " octets");
        }
        return parse(
                file,
                UTF_8.newDecoder()
                        .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                        .toString());
    }

    /** @param file where the text stands; what its name ends with tells the form */
    static Map<String, SettingValue> parse(Path file, String text) throws SettingsException {
        return isFlat(file) ? FlatSettings.parse(file, text) : YamlSettings.parse(file, text);
    }

    /** The file beside another one whose values win, in the same form. */
    static Path custom(Path file) {
        return file.resolveSibling(isFlat(file) ? "custom_settings.properties" : "custom_settings.yaml");
    }

    private static boolean isFlat(Path file) {
        return file.toString().endsWith(".properties");
    }
}
