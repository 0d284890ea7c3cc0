package org.jmlmmj.admin.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlatSettingsTest {
    @TempDir
    private Path folder;

    private Path file(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void reads_values_lists_and_maps() throws Exception {
        Settings settings = Settings.load(file("mlmmjadmin.properties", """
                # a comment
                listen_port = 7791

                api_auth_tokens=a,  b ,,c
                API_AUTH_TOKEN_SCOPES.b=read-only,example.com
                iredmail_sql_db_password=#x=y, z\\
                MLMMJ_DEFAULT_PROFILE_SETTINGS.smtp_port=10027
                !MLMMJ_DEFAULT_PROFILE_SETTINGS.disable_archive=
                MLMMJ_DEFAULT_CUSTOM_HEADERS.List-Id=<%(listname)s.%(domain)s>
                ACCEPTED_CLIENTS=
                """));

        assertThat(settings.get(Setting.LISTEN_PORT)).isEqualTo(7791);
        assertThat(settings.get(Setting.API_AUTH_TOKENS)).containsExactly("a", "b", "c");
        assertThat(settings.get(Setting.API_AUTH_TOKEN_SCOPES))
                .containsOnlyKeys("b")
                .containsValue(Optional.of("read-only,example.com"));
        assertThat(settings.get(Setting.IREDMAIL_SQL_DB_PASSWORD)).isEqualTo("#x=y, z\\");
        assertThat(settings.get(Setting.MLMMJ_DEFAULT_PROFILE_SETTINGS))
                .containsEntry("smtp_port", Optional.of("10027"))
                .containsEntry("disable_archive", Optional.empty());
        assertThat(settings.get(Setting.MLMMJ_DEFAULT_CUSTOM_HEADERS))
                .containsEntry("List-Id", Optional.of("<%(listname)s.%(domain)s>"));
        assertThat(settings.get(Setting.ACCEPTED_CLIENTS)).isEmpty();
    }

    @Test
    void file_beside_it_wins_setting_by_setting() throws Exception {
        file("custom_settings.properties", "listen_port=1\n");
        file("custom_settings.yaml", "log_level: debug\n");

        Settings settings = Settings.load(file("my.properties", "listen_port=2\nlisten_address=::1\n"));

        assertThat(settings.get(Setting.LISTEN_PORT)).isEqualTo(1);
        assertThat(settings.get(Setting.LISTEN_ADDRESS)).isEqualTo("::1");
        assertThat(settings.get(Setting.LOG_LEVEL)).isEqualTo("info");
    }

    @Test
    void file_that_others_can_read_is_refused() throws Exception {
        Path file = file("my.properties", "listen_port=2\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw----r--"));

        assertThatThrownBy(() -> Settings.load(file))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("chmod o= ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "listen_port | :1: a settings file is made of lines NAME=VALUE",
                "listen_prot=1 | :1: there is no setting listen_prot",
                "listen_port=x | :1: listen_port must be a number",
                "listen_port=1;listen_port=1 | :2: listen_port is given twice",
                "listen_port.x=1 | :1: listen_port must be one value",
                "!listen_port= | :1: an exclamation mark takes an entry away",
                "!MLMMJ_DEFAULT_PROFILE_SETTINGS.tocc=yes | :1: an exclamation mark takes an entry away",
                "MLMMJ_DEFAULT_PROFILE_SETTINGS=1 | :1: MLMMJ_DEFAULT_PROFILE_SETTINGS must be names with values",
                "MLMMJ_DEFAULT_PROFILE_SETTINGS.a=1;!MLMMJ_DEFAULT_PROFILE_SETTINGS.a= | :2: MLMMJ_DEFAULT_PROFILE_SETTINGS.a is given twice",
                "MLMMJ_DEFAULT_PROFILE_SETTINGS=1;MLMMJ_DEFAULT_PROFILE_SETTINGS.a=1 | :2: MLMMJ_DEFAULT_PROFILE_SETTINGS is given as one value and as several",
            })
    void mistakes_are_told_with_their_line(String lines, String message) throws Exception {
        Path file = file("my.properties", lines.replace(';', '\n') + "\n");

        assertThatThrownBy(() -> Settings.load(file))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(file + message);
    }
}
