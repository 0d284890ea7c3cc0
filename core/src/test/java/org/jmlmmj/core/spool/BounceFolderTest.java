package org.jmlmmj.core.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.RunningUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BounceFolderTest {
    private static final ZonedDateTime TIME = ZonedDateTime.of(2025, 3, 4, 9, 7, 5, 0, ZoneId.of("Europe/Berlin"));

    private ListFixture list;
    private BounceFolder bounces;

    @BeforeEach
    void makeList(@TempDir Path parent) {
        list = ListFixture.in(parent);
        bounces = list.open().bounces();
    }

    @Test
    void records_one_line_per_bounce_in_local_time() throws Exception {
        bounces.record(EmailAddress.of("Joe@Example.net"), "109", TIME);
        bounces.record(EmailAddress.of("joe@example.net"), "help", TIME.plusDays(10));
        assertThat(list.content("bounce/joe=example.net")).isEqualTo("""
                        109:1741075625 # Tue Mar  4 09:07:05 2025
                        help:1741939625 # Fri Mar 14 09:07:05 2025
                        """);
        assertThat(RunningUser.mode(list.path("bounce/joe=example.net"))).isEqualTo("600");
    }

    @Test
    void makes_its_folder_when_it_is_missing() throws Exception {
        Files.delete(list.path("bounce"));
        bounces.record(EmailAddress.of("joe@example.net"), "1", TIME);
        assertThat(list.names("bounce")).containsExactly("joe=example.net");
    }

    @ParameterizedTest
    @CsvSource({"joe@example.net, joe=example.net", "A=B@Example.net, a=b=example.net", "x-y+z@h, x-y+z=h"})
    void names_a_record_after_the_address(String address, String name) throws Exception {
        assertThat(bounces.file(EmailAddress.of(address))).isEqualTo(list.path("bounce/" + name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x@example.net",
                "/etc/passwd@example.net",
                "a/../../x@example.net",
                ".hidden@example.net",
                "..@example.net",
                "joe@../../x",
                "\"../x\"@example.net"
            })
    void refuses_an_address_that_leads_out_of_the_folder_or_hides(String address) {
        assertThatThrownBy(() -> bounces.record(EmailAddress.of(address), "1", TIME))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be the name");
        assertThat(list.names("bounce")).isEmpty();
    }

    @Test
    void does_not_write_into_the_record_of_another_address() {
        // Both would be a=b=c.example.
        assertThatThrownBy(() -> bounces.record(EmailAddress.of("a@b=c.example"), "1", TIME))
                .isInstanceOf(IOException.class);
    }

    @Test
    void does_not_write_through_a_link() throws Exception {
        list.file("secret", "untouched");
        Files.createSymbolicLink(list.path("bounce/joe=example.net"), list.path("secret"));
        assertThatThrownBy(() -> bounces.record(EmailAddress.of("joe@example.net"), "1", TIME))
                .isInstanceOf(IOException.class);
        assertThat(list.content("secret")).isEqualTo("untouched");
    }

    @Test
    void does_not_create_through_a_dangling_link() throws Exception {
        Files.createSymbolicLink(list.path("bounce/joe=example.net"), list.path("missing"));
        assertThatThrownBy(() -> bounces.record(EmailAddress.of("joe@example.net"), "1", TIME))
                .isInstanceOf(IOException.class);
        assertThat(list.has("missing")).isFalse();
    }

    @Test
    void lets_no_identifier_forge_a_time_or_a_record() throws Exception {
        bounces.record(EmailAddress.of("joe@example.net"), "1:5 # x\n2\r\u2028\u00fc", TIME);
        assertThat(list.content("bounce/joe=example.net"))
                .isEqualTo("1_5___x_2___:1741075625 # Tue Mar  4 09:07:05 2025\n");
    }

    @Test
    void starts_a_line_of_its_own_behind_one_that_a_crash_cut_off() throws Exception {
        list.file("bounce/joe=example.net", "7:17410");
        bounces.record(EmailAddress.of("joe@example.net"), "8", TIME);
        assertThat(list.content("bounce/joe=example.net"))
                .isEqualTo("7:17410\n8:1741075625 # Tue Mar  4 09:07:05 2025\n");
    }
}
