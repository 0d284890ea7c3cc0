package org.jmlmmj.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jmlmmj.admin.profile.Parameter;
import org.jmlmmj.admin.settings.Setting;
import org.jmlmmj.admin.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written by hand about the API agrees with the program. */
class AdminManualTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void manual_describes_every_setting_as_the_catalogue_does() throws Exception {
        List<String> expected = new ArrayList<>(List.of(".Bl -tag -width Ds"));
        for (Setting<?> setting : Setting.all()) {
            expected.add(".It Cm " + setting.name());
            expected.addAll(ManualPage.lines(setting.meaning()));
            expected.addAll(standard(setting.standard()));
        }
        expected.add(".El");

        String manual = Files.readString(Path.of("src/man/mlmmjadmin.8"));
        String chapter = manual.substring(manual.indexOf(".Sh SETTINGS"), manual.indexOf(".Sh FILES"));

        assertThat(chapter.substring(chapter.indexOf(".Bl"))).isEqualTo(String.join("\n", expected) + "\n");
    }

    private static List<String> standard(Object value) {
        String text = text(value);
        return text.isEmpty() ? List.of() : List.of("Default:", ".Ql " + text + " .");
    }

    private static String text(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(AdminManualTest::text).orElse("");
        }
        if (value instanceof Map<?, ?> map) {
            assertThat(map).isEmpty();
            return "";
        }
        if (value instanceof Set<?>) {
            return mode(value);
        }
        if (value instanceof Collection<?> items) {
            return items.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        return value.toString();
    }

    private static String mode(Object permissions) {
        assertThat(permissions).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        return "0700";
    }

    @Test
    void sample_of_the_settings_is_one_that_can_be_read() throws Exception {
        String sample = Files.readString(Path.of("src/main/etc/mlmmjadmin.yaml"));

        Settings settings = read(sample);
        for (Setting<?> setting : Setting.all()) {
            if (!setting.equals(Setting.API_AUTH_TOKENS)) {
                assertThat(settings.get(setting)).as(setting.name()).isEqualTo(setting.standard());
            }
        }
        // What is commented out is also right.
        Settings all = read(sample.replaceAll("(?m)^# (?=( {2})?[A-Za-z_-]+: |[A-Z_]+:$)", ""));
        assertThat(all.get(Setting.IREDMAIL_SQL_DB_TYPE)).isEqualTo("mysql");
        assertThat(all.get(Setting.MLMMJ_DEFAULT_PROFILE_SETTINGS)).containsKeys("smtp_port", "disable_archive");
    }

    private Settings read(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("mlmmjadmin.yaml"), text);
        Files.setPosixFilePermissions(file, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        return Settings.load(file);
    }

    @Test
    void completion_knows_the_parameters_of_the_api() throws Exception {
        String script = Files.readString(Path.of("src/main/completion/maillist_admin"));
        List<String> known = Stream.of("flags", "values")
                .map(name -> script.substring(script.indexOf("local " + name + "=\"") + name.length() + 8))
                .flatMap(rest ->
                        Stream.of(rest.substring(0, rest.indexOf('"')).strip().split("\\s+")))
                .toList();

        assertThat(known)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Parameter.values()).map(Parameter::parameter).toList());
    }

    @Test
    void programs_that_service_files_start_exist() throws Exception {
        String tree = Files.readString(Path.of("src/main/assembly/tree.xml"));
        int named = 0;
        for (Path file : serviceFiles()) {
            String text = Files.readString(file);
            List<String> programs = Stream.of(text.split("[\\s\"'=]"))
                    .filter(word -> word.contains("/bin/mlmmj"))
                    .map(word -> word.substring(word.indexOf("/bin/") + "/bin/".length()))
                    .toList();
            assertThat(programs)
                    .as(file.toString())
                    .isNotEmpty()
                    .allSatisfy(program -> assertThat(tree)
                            .contains("<outputDirectory>bin</outputDirectory>\n      <destName>" + program
                                    + "</destName>"));
            assertThat(text).as(file.toString()).contains("/opt/jmlmmj");
            named += programs.size();
        }
        assertThat(named).isGreaterThanOrEqualTo(4);
    }

    private static List<Path> serviceFiles() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/service"))) {
            // Timers name no program but a service.
            return files.filter(file ->
                            Files.isRegularFile(file) && !file.toString().endsWith(".timer"))
                    .toList();
        }
    }
}
