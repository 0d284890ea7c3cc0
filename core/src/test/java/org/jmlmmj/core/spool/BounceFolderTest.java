package org.jmlmmj.core.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
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

    private static final EmailAddress JOE = EmailAddress.of("joe@example.net");

    private ListFixture list;
    private BounceFolder bounces;

    @BeforeEach
    void makeList(@TempDir Path parent) {
        list = ListFixture.in(parent);
        bounces = list.open().bounces();
    }

    @Test
    void records_one_line_per_bounce_in_local_time() throws Exception {
        bounces.record(EmailAddress.of("Joe@Example.net"), "109", TIME, "");
        bounces.record(EmailAddress.of("joe@example.net"), "help", TIME.plusDays(10), "");
        assertThat(list.content("bounce/joe=example.net")).isEqualTo("""
                        109:1741075625 # Tue Mar  4 09:07:05 2025
                        help:1741939625 # Fri Mar 14 09:07:05 2025
                        """);
        assertThat(RunningUser.mode(list.path("bounce/joe=example.net"))).isEqualTo("600");
    }

    @Test
    void makes_its_folder_when_it_is_missing() throws Exception {
        Files.delete(list.path("bounce"));
        bounces.record(EmailAddress.of("joe@example.net"), "1", TIME, "");
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
        assertThatThrownBy(() -> bounces.record(EmailAddress.of(address), "1", TIME, ""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be the name");
        assertThat(list.names("bounce")).isEmpty();
    }

    @Test
    void does_not_write_into_the_record_of_another_address() {
        // Both would be a=b=c.example.
        assertThatThrownBy(() -> bounces.record(EmailAddress.of("a@b=c.example"), "1", TIME, ""))
                .isInstanceOf(IOException.class);
    }

    @Test
    void does_not_write_through_a_link() throws Exception {
        list.file("secret", "untouched");
        Files.createSymbolicLink(list.path("bounce/joe=example.net"), list.path("secret"));
        assertThatThrownBy(() -> bounces.record(EmailAddress.of("joe@example.net"), "1", TIME, ""))
                .isInstanceOf(IOException.class);
        assertThat(list.content("secret")).isEqualTo("untouched");
    }

    @Test
    void does_not_create_through_a_dangling_link() throws Exception {
        Files.createSymbolicLink(list.path("bounce/joe=example.net"), list.path("missing"));
        assertThatThrownBy(() -> bounces.record(EmailAddress.of("joe@example.net"), "1", TIME, ""))
                .isInstanceOf(IOException.class);
        assertThat(list.has("missing")).isFalse();
    }

    @Test
    void lets_no_identifier_forge_a_time_or_a_record() throws Exception {
        bounces.record(EmailAddress.of("joe@example.net"), "1:5 # x\n2\r\u2028\u00fc", TIME, "");
        assertThat(list.content("bounce/joe=example.net"))
                .isEqualTo("1_5___x_2___:1741075625 # Tue Mar  4 09:07:05 2025\n");
    }

    @Test
    void starts_a_line_of_its_own_behind_one_that_a_crash_cut_off() throws Exception {
        list.file("bounce/joe=example.net", "7:17410");
        bounces.record(EmailAddress.of("joe@example.net"), "8", TIME, "");
        assertThat(list.content("bounce/joe=example.net"))
                .isEqualTo("7:17410\n8:1741075625 # Tue Mar  4 09:07:05 2025\n");
    }

    @Test
    void writes_the_reason_where_only_people_read_it() throws Exception {
        bounces.record(JOE, "7", TIME, "5.1.1 #7: unknown\r\n8:1 # \u2028x");
        assertThat(list.content("bounce/joe=example.net"))
                .isEqualTo("7:1741075625 # Tue Mar  4 09:07:05 2025 (5.1.1 7: unknown 8:1 x)\n");
        assertThat(BounceLine.parse(list.content("bounce/joe=example.net").strip()))
                .contains(
                        new BounceLine("7", TIME.toEpochSecond(), "Tue Mar  4 09:07:05 2025 (5.1.1 7: unknown 8:1 x)"));
    }

    @Test
    void cuts_a_long_reason() throws Exception {
        bounces.record(JOE, "7", TIME, "x".repeat(199) + "\ud83d\udc26".repeat(100));
        assertThat(list.content("bounce/joe=example.net")).endsWith(" 2025 (" + "x".repeat(199) + ")\n");
    }

    @Test
    void counts_the_same_bounce_within_an_hour_once() throws Exception {
        assertThat(bounces.record(JOE, "7", TIME, "")).isTrue();
        assertThat(bounces.record(JOE, "7", TIME.plusSeconds(3599), "again")).isFalse();
        assertThat(bounces.record(JOE, "7", TIME.plusSeconds(3600), "later")).isTrue();
        assertThat(bounces.record(JOE, "8", TIME.plusSeconds(3601), "other")).isTrue();
        assertThat(bounces.record(JOE, "7", TIME.minusDays(1), "the clock was set back"))
                .isTrue();
        assertThat(list.content("bounce/joe=example.net").lines()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "7:", "7:x # y", "7:12", "7:12 x # y", "7#1:12 # x", "7:1234567890123456789 # x", ""})
    void reads_no_other_lines(String line) {
        assertThat(BounceLine.parse(line)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0:5#x, 0, 5, x", "'N-foo:17 \t# Tue # y', N-foo, 17, 'Tue # y'", "digest:5# , digest, 5, ''"})
    void reads_lines_of_other_programs(String line, String ident, long time, String comment) {
        assertThat(BounceLine.parse(line)).contains(new BounceLine(ident, time, comment));
    }

    @Test
    void keeps_the_last_mail_without_taking_it_away() throws Exception {
        list.file("incoming/1", "first").file("incoming/2", "second").file("bounce/joe=example.net.lastmsg", "old");
        for (String name : List.of("1", "2", "2")) {
            Path mail = list.path("incoming/" + name);
            try (FileChannel content = FileChannel.open(mail)) {
                bounces.keep(JOE, mail, content);
            }
        }
        assertThat(list.content("bounce/joe=example.net.lastmsg")).isEqualTo("second");
        assertThat(list.names("incoming")).containsExactly("1", "2");
        assertThat(list.names("")).noneMatch(name -> name.startsWith(DurableFiles.TEMPORARY_PREFIX));
    }

    @Test
    void remembers_a_probe_until_it_came_back() throws Exception {
        assertThat(bounces.probeTime(JOE)).isEmpty();
        bounces.markProbed(JOE, TIME.toInstant());
        assertThat(list.content("bounce/joe=example.net-probe")).isEqualTo("1741075625");
        assertThat(bounces.probeTime(JOE)).contains(TIME.toInstant());
        assertThat(bounces.unmarkProbed(JOE)).isTrue();
        assertThat(bounces.unmarkProbed(JOE)).isFalse();
        assertThat(bounces.probeTime(JOE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "12x", "-5", "99999999999999999999"})
    void takes_the_time_of_the_file_when_a_probe_tells_none(String content) throws Exception {
        list.file("bounce/joe=example.net-probe", content);
        Files.setLastModifiedTime(list.path("bounce/joe=example.net-probe"), FileTime.from(TIME.toInstant()));
        assertThat(bounces.probeTime(JOE)).contains(TIME.toInstant());
    }

    @Test
    void reads_a_probe_time_with_a_line_end_and_beyond_2038() throws Exception {
        list.file("bounce/joe=example.net-probe", "4102444800\n");
        assertThat(bounces.probeTime(JOE)).contains(Instant.parse("2100-01-01T00:00:00Z"));
    }

    @Test
    void tells_addresses_from_side_files_and_names_that_nobody_can_act_on() throws Exception {
        for (String name :
                List.of("a=b=example.net", "joe=example.net", "joe=example.net.lastmsg", "eve=example.net-probe")) {
            list.file("bounce/" + name, "");
        }
        list.file("bounce/README", "").file("bounce/Big=example.net", "").file("bounce/.x=example.net", "");
        assertThat(bounces.recorded()).containsExactlyInAnyOrder(EmailAddress.of("a=b@example.net"), JOE);
        assertThat(bounces.probed()).containsExactly(EmailAddress.of("eve@example.net"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"joe@example.net-probe", "joe@example.net.lastmsg"})
    void does_not_write_into_the_side_file_of_another_address(String address) {
        assertThatThrownBy(() -> bounces.record(EmailAddress.of(address), "1", TIME, ""))
                .isInstanceOf(IOException.class);
    }

    @Test
    void forgets_an_address_and_no_other() throws Exception {
        for (String name :
                List.of("joe=example.net", "joe=example.net.lastmsg", "joe=example.net-probe", "eve=example.net")) {
            list.file("bounce/" + name, "");
        }
        bounces.forget(JOE);
        bounces.forget(EmailAddress.of("../x@example.net"));
        assertThat(list.names("bounce")).containsExactly("eve=example.net");
    }

    @Test
    void has_a_first_line_even_if_it_is_empty() throws Exception {
        assertThat(bounces.firstLine(JOE)).isEmpty();
        list.file("bounce/joe=example.net", "");
        assertThat(bounces.firstLine(JOE)).contains("");
        list.file("bounce/joe=example.net", "1:2 # \u00e9\n3:4 # x\n");
        assertThat(bounces.firstLine(JOE)).isPresent().get().asString().startsWith("1:2 # ");
    }

    @Test
    void is_empty_without_its_folder() throws Exception {
        Files.delete(list.path("bounce"));
        assertThat(bounces.recorded()).isEmpty();
        assertThat(bounces.probed()).isEmpty();
        bounces.forget(JOE);
        assertThat(list.has("bounce")).isFalse();
    }
}
