package org.jmlmmj.admin.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsImportTest {
    private static final Path FILE = Path.of("/etc/settings.py");

    @Test
    void takes_plain_assignments() throws SettingsException {
        SettingsImport old = SettingsImport.of(FILE, """
                # the old program's settings
                from libs.default_settings import *

                listen_address = '127.0.0.1'
                listen_port = 7791   # another port
                api_auth_tokens = ["one",
                                   'two',  # the second
                                   ]
                MLMMJ_FILE_PERMISSION = 0o700
                RESTRICT_ACCESS = True
                DEBUG = False
                MLMMJ_SKEL_DIR = ("/usr/share/"
                                  "mlmmj/text.skel")
                ACCEPTED_CLIENTS = ('10.0.0.1',)
                iredmail_sql_db_password = 'it\\'s \\\\ "secret"'
                """);

        assertThat(old.problems()).isEmpty();
        Settings settings = old.settings();
        assertThat(settings.get(Setting.LISTEN_PORT)).isEqualTo(7791);
        assertThat(settings.get(Setting.API_AUTH_TOKENS)).containsExactly("one", "two");
        assertThat(settings.get(Setting.RESTRICT_ACCESS)).isTrue();
        assertThat(settings.get(Setting.MLMMJ_SKEL_DIR)).contains(Path.of("/usr/share/mlmmj/text.skel"));
        assertThat(settings.get(Setting.ACCEPTED_CLIENTS)).containsExactly("10.0.0.1");
        assertThat(settings.get(Setting.IREDMAIL_SQL_DB_PASSWORD)).isEqualTo("it's \\ \"secret\"");
    }

    @Test
    void takes_changes_of_the_built_in_maps() throws SettingsException {
        SettingsImport old = SettingsImport.of(FILE, """
                MLMMJ_DEFAULT_PROFILE_SETTINGS.update({'smtp_port': 10027,
                                                       'disable_archive': 'yes'})
                MLMMJ_DEFAULT_PROFILE_SETTINGS.pop('tocc')
                MLMMJ_DEFAULT_CUSTOM_HEADERS['X-Mailing-List'] = '%(mail)s'
                """);

        assertThat(old.problems()).isEmpty();
        assertThat(old.settings().get(Setting.MLMMJ_DEFAULT_PROFILE_SETTINGS))
                .containsEntry("smtp_port", Optional.of("10027"))
                .containsEntry("disable_archive", Optional.of("yes"))
                .containsEntry("tocc", Optional.empty());
        assertThat(old.settings().get(Setting.MLMMJ_DEFAULT_CUSTOM_HEADERS))
                .containsEntry("X-Mailing-List", Optional.of("%(mail)s"));
    }

    @Test
    void what_it_writes_is_read_again() throws SettingsException {
        SettingsImport old = SettingsImport.of(FILE, """
                api_auth_tokens = ['yes', '123', "a: b # c"]
                MLMMJ_FILE_PERMISSION = 0o750
                MLMMJ_FORCED_PROFILE_SETTINGS = {'tocc': None, 'name': "l'été"}
                MLMMJ_ARCHIVE_DIR = ''
                """);

        Settings again = Settings.of(SettingsFile.parse(FILE, old.yaml()));

        for (Setting<?> setting : Setting.all()) {
            assertThat(again.get(setting))
                    .as(setting.name())
                    .isEqualTo(old.settings().get(setting));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        listen_port = get_port()              | "get_port()" is not a plain value
        listen_port = 7790 + 1                | "+ 1" behind the value is not understood
        listen_prot = 7790                    | listen_prot has no counterpart
        listen_port = 'many'                  | listen_port must be a number
        import os; os.system("x") if 1 else 0 |
        if True: listen_port = 1              | not understood: if True
        api_auth_tokens = ['a' 'b']           |
        listen_address = "\\x41"              | the escape \\x is not understood
        listen_address = 'open                | a quote is not closed
        """)
    void tells_what_it_does_not_understand(String python, String problem) {
        SettingsImport old = SettingsImport.of(FILE, "\n" + python + "\n");

        if (problem == null) {
            assertThat(old.problems()).isEmpty();
        } else {
            assertThat(old.problems())
                    .singleElement()
                    .asString()
                    .startsWith(FILE + ":2: ")
                    .contains(problem);
        }
    }
}
