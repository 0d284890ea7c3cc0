package org.jmlmmj.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.admin.settings.Setting;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.admin.settings.SettingsException;
import org.jmlmmj.core.test.RecordingSyslog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartChecksTest {
    /** What the shell gives for the number 17. */
    private static final String SHELL_TOKEN = "4d095eeac8ed659b1ce69dcef32ed0dc";

    @TempDir
    private Path folder;

    private final RecordingSyslog syslog = new RecordingSyslog();

    @Test
    void every_missing_folder_is_told() {
        Settings settings = Settings.standard()
                .with(Setting.MLMMJ_SPOOL_DIR, folder.resolve("spool"))
                .with(Setting.MLMMJ_SKEL_DIR, Optional.of(folder.resolve("texts")));

        assertThatThrownBy(() -> StartChecks.checkFolders(settings, syslog))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("MLMMJ_SPOOL_DIR: there is no folder " + folder.resolve("spool"))
                .hasMessageContaining("MLMMJ_SKEL_DIR: there is no folder " + folder.resolve("texts"));
        assertThat(syslog.lines()).hasSize(2);
        assertThatCode(() -> StartChecks.checkFolders(settings.with(Setting.ABORT_IF_DIR_WRONG, false), syslog))
                .doesNotThrowAnyException();
        assertThat(syslog.lines()).hasSize(4);
    }

    @Test
    void texts_that_come_with_the_software_need_no_folder() throws Exception {
        Files.createDirectory(folder.resolve("spool"));

        StartChecks.checkFolders(Settings.standard().with(Setting.MLMMJ_SPOOL_DIR, folder.resolve("spool")), syslog);

        assertThat(syslog.lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "0123456789abcdef0123456789abcde"})
    void token_that_can_be_guessed_is_refused_and_never_shown(String token) {
        assertThatThrownBy(() -> StartChecks.checkTokens(List.of("x".repeat(32), token), syslog))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("number 2 ")
                .satisfies(refusal -> {
                    if (!token.isEmpty()) {
                        assertThat(refusal).hasMessageNotContaining(token);
                    }
                });
    }

    @Test
    void token_of_the_old_instructions_is_told_and_never_shown() throws Exception {
        StartChecks.checkTokens(List.of("x".repeat(64), SHELL_TOKEN, "0".repeat(32)), syslog);

        assertThat(syslog.lines())
                .singleElement()
                .asString()
                .contains("number 2 ")
                .doesNotContain(SHELL_TOKEN);
    }

    @Test
    void nobody_can_ask_without_tokens_and_that_is_told() throws Exception {
        StartChecks.checkTokens(List.of(), syslog);

        assertThat(syslog.lines()).singleElement().asString().contains("api_auth_tokens is empty");
    }

    @Test
    void root_is_refused_unless_the_settings_name_it() {
        Settings settings = Settings.standard();

        assertThatThrownBy(() -> StartChecks.checkUser(settings, "root")).hasMessageContaining("run it as mlmmj");
        assertThatCode(() -> StartChecks.checkUser(settings, "mlmmj")).doesNotThrowAnyException();
        assertThatCode(() -> StartChecks.checkUser(settings.with(Setting.RUN_AS_USER, "root"), "root"))
                .doesNotThrowAnyException();
    }

    @Test
    void default_for_no_parameter_is_refused(@TempDir Path spool) {
        Settings settings = Settings.standard()
                .with(Setting.RUN_AS_USER, "root")
                .with(Setting.MLMMJ_SPOOL_DIR, spool)
                .with(Setting.MLMMJ_DEFAULT_PROFILE_SETTINGS, Map.of("smtpport", Optional.of("25")));

        assertThatThrownBy(() -> StartChecks.run(settings, syslog)).hasMessageContaining("smtpport");
    }
}
