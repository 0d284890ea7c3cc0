package org.jmlmmj.admin.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.RunningUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlFileCheckTest {
    private ListFixture list;

    @BeforeEach
    void makeList(@TempDir Path parent) {
        list = ListFixture.in(parent);
    }

    private List<String> examine() throws IOException {
        return Examination.of(new ControlFileCheck(), list.open());
    }

    @Test
    void nothing_to_say_about_files_that_are_understood() throws Exception {
        list.control("prefix", "[birds]").control("moderated", "").control("smtpport", "10027\n");

        assertThat(examine()).containsExactly("ok 5 files, all understood -> ");
    }

    @ParameterizedTest
    @CsvSource({
        "sub_only_post, subonlypost",
        "Moderated, moderated",
        "moderator, moderators",
        "smptport, smtpport",
        "footer-text, footer_text",
        "prefix.txt, prefix"
    })
    void suggests_what_is_meant_by_a_name_with_a_slip(String name, String meant) throws Exception {
        list.control(name, "");

        assertThat(examine())
                .singleElement()
                .asString()
                .startsWith("warn ")
                .contains(name + " has no effect")
                .endsWith("if " + meant + " is meant, rename it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"motto", "admin_users", "footer_base64", "prefix~", "prefix.dpkg-old", ".hidden"})
    void leaves_files_alone_that_list_texts_or_others_may_use(String name) throws Exception {
        list.control(name, "x");

        assertThat(examine()).allMatch(line -> line.startsWith("ok"));
    }

    @ParameterizedTest
    @CsvSource({"smtpport, 70000", "bouncelife, five days", "maxmailsize, 1M", "relayconnections, 0"})
    void warns_of_a_number_that_is_none(String name, String value) throws Exception {
        list.control(name, value);

        assertThat(examine()).singleElement().asString().startsWith("warn ").contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "no", "off\n", "false"})
    void warns_of_a_flag_that_somebody_means_to_switch_off(String value) throws Exception {
        list.control("moderated", value);

        assertThat(examine())
                .singleElement()
                .asString()
                .startsWith("warn ")
                .contains("control/moderated says \"" + value.strip() + "\", but it counts");
    }

    @Test
    void a_folder_in_place_of_a_file_is_a_failure() throws Exception {
        Files.createDirectory(list.path("control/access"));

        assertThat(examine()).singleElement().asString().startsWith("FAIL ").contains("control/access");
    }

    @Test
    void a_file_that_cannot_be_read_is_a_failure() throws Exception {
        assumeThat(RunningUser.isRoot()).isFalse();
        list.control("access", "allow");
        RunningUser.chmod(list.path("control/access"), 0);

        assertThat(examine())
                .singleElement()
                .asString()
                .startsWith("FAIL ")
                .contains("control/access: permission denied");
    }
}
