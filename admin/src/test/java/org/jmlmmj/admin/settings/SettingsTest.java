package org.jmlmmj.admin.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @TempDir
    private Path folder;

    @Test
    void has_the_defaults_of_the_specification() {
        Settings settings = Settings.standard();

        assertThat(settings.get(Setting.LISTEN_ADDRESS)).isEqualTo("127.0.0.1");
        assertThat(settings.get(Setting.LISTEN_PORT)).isEqualTo(7790);
        assertThat(settings.get(Setting.BACKEND_API)).isEqualTo("bk_none");
        assertThat(settings.get(Setting.API_AUTH_TOKENS)).isEmpty();
        assertThat(settings.get(Setting.MLMMJ_SPOOL_DIR)).isEqualTo(Path.of("/var/spool/mlmmj"));
        assertThat(PosixFilePermissions.toString(settings.get(Setting.MLMMJ_FILE_PERMISSION)))
                .isEqualTo("rwx------");
        assertThat(settings.get(Setting.API_AUTH_TOKEN_HEADER_NAME)).isEqualTo("X-MLMMJADMIN-API-AUTH-TOKEN");
    }

    @Test
    void reads_the_example_of_the_specification() throws Exception {
        Settings settings = Settings.load(file("mlmmjadmin.yaml", """
                listen_address: 127.0.0.1
                listen_port: 7790
                log_level: INFO
                backend_cli: bk_iredmail_sql
                api_auth_tokens: [ "CHANGE-ME-64-random-characters", second ]
                RESTRICT_ACCESS: True
                MLMMJ_SPOOL_DIR: /var/vmail/mlmmj
                MLMMJ_ARCHIVE_DIR: ""
                MLMMJ_FILE_PERMISSION: "0750"
                MLMMJ_DEFAULT_PROFILE_SETTINGS:       # merged into the built-in map
                  smtp_port: 10027
                  disable_archive: null               # null = remove this default
                MLMMJ_FORCED_PROFILE_SETTINGS: {}
                iredmail_sql_db_type: mysql
                """));

        assertThat(settings.get(Setting.LOG_LEVEL)).isEqualTo("info");
        assertThat(settings.get(Setting.API_AUTH_TOKENS)).containsExactly("CHANGE-ME-64-random-characters", "second");
        assertThat(settings.get(Setting.RESTRICT_ACCESS)).isTrue();
        assertThat(settings.get(Setting.MLMMJ_ARCHIVE_DIR)).isEmpty();
        assertThat(PosixFilePermissions.toString(settings.get(Setting.MLMMJ_FILE_PERMISSION)))
                .isEqualTo("rwxr-x---");
        assertThat(settings.get(Setting.MLMMJ_DEFAULT_PROFILE_SETTINGS))
                .containsEntry("smtp_port", Optional.of("10027"))
                .containsEntry("disable_archive", Optional.empty());
        assertThat(settings.get(Setting.MLMMJ_FORCED_PROFILE_SETTINGS)).isEmpty();
    }

    @Test
    void second_file_wins_key_by_key() throws Exception {
        file("custom_settings.yaml", "listen_port: 1234\n");

        Settings settings = Settings.load(file("mlmmjadmin.yaml", "listen_port: 1\nMTA_TRANSPORT_NAME: lists\n"));

        assertThat(settings.get(Setting.LISTEN_PORT)).isEqualTo(1234);
        assertThat(settings.get(Setting.MTA_TRANSPORT_NAME)).isEqualTo("lists");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        listen_prot: 1                        | :1: there is no setting listen_prot
        listen_port: many                     | :1: listen_port must be a number from 0 to 65535
        listen_port: 65536                    | :1: listen_port must be
        listen_port: [ 1 ]                    | :1: listen_port must be one value
        RESTRICT_ACCESS: maybe                | :1: RESTRICT_ACCESS must be true or false
        backend_api: bk_other                 | :1: backend_api must be one of
        api_auth_tokens: secret               | :1: api_auth_tokens must be a list
        MLMMJ_SPOOL_DIR: lists                | :1: MLMMJ_SPOOL_DIR must be an absolute path
        MLMMJ_FILE_PERMISSION: "0999"         | :1: MLMMJ_FILE_PERMISSION must be an octal mode
        MLMMJ_FILE_PERMISSION: "0077"         | :1: MLMMJ_FILE_PERMISSION must be an octal mode
        - list                                | :1: a settings file is made of lines
        listen_address: "open                 | :
        listen_address: !!java.net.URL ["x"]  | :1: listen_address must be one value
        """)
    void tells_where_and_what_is_wrong(String yaml, String message) throws IOException {
        Path file = file("mlmmjadmin.yaml", yaml + "\n");

        assertThatThrownBy(() -> Settings.load(file))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(file + message);
    }

    @Test
    void refuses_a_setting_given_twice() throws IOException {
        Path file = file("mlmmjadmin.yaml", "listen_port: 1\nlisten_port: 2\n");

        assertThatThrownBy(() -> Settings.load(file))
                .hasMessageContaining(file + ":")
                .hasMessageContaining("listen_port");
    }

    @Test
    void refuses_file_that_everybody_can_read() throws IOException {
        Path file = file("mlmmjadmin.yaml", "listen_port: 1\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> Settings.load(file)).hasMessageContaining("chmod o= " + file);
    }

    @Test
    void tells_that_the_file_is_missing() {
        assertThatThrownBy(() -> Settings.load(folder.resolve("none.yaml")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("none.yaml");
    }

    @Test
    void every_setting_has_one_name_and_a_meaning() {
        List<String> names = Setting.all().stream().map(Setting::name).toList();

        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(30);
        assertThat(Setting.all())
                .allSatisfy(setting -> assertThat(setting.meaning()).endsWith("."));
    }

    private Path file(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        return file;
    }
}
