package org.jmlmmj.core.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ListAddress;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.RunningUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailingListTest {
    private static final EmailAddress JOE = EmailAddress.of("joe@example.net");

    private ListFixture list;

    @BeforeEach
    void makeList(@TempDir Path parent) {
        list = ListFixture.in(parent);
    }

    @Test
    void takes_every_line_of_listaddress_and_the_first_one_for_itself() {
        list.control("listaddress", "\n Birds@example.org \r\n\nflock@example.com");
        MailingList birds = list.open();
        assertThat(birds.address().address().value()).isEqualTo("Birds@example.org");
        assertThat(birds.addresses())
                .extracting(ListAddress::toString)
                .containsExactly("Birds@example.org", "flock@example.com");
        assertThat(list.syslog().lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'is missing or empty'",
        "'\n\n', 'is missing or empty'",
        "birds, 'is no usable address: it has no @'",
        "'bir ds@x', 'is no usable address: it holds a blank'",
        "'birds\nbirds@example.org', '\"birds\" is no usable address'"
    })
    void cannot_be_opened_without_an_address_in_the_first_line(String content, String reason) {
        list.control("listaddress", content);
        assertThatThrownBy(() -> list.open())
                .hasCauseInstanceOf(ListException.class)
                .hasMessageContaining("control/listaddress")
                .hasMessageContaining(reason);
    }

    @Test
    void cannot_be_opened_without_listaddress() throws Exception {
        Files.delete(list.path("control/listaddress"));
        assertThatThrownBy(() -> list.open()).hasCauseInstanceOf(ListException.class);
        Files.delete(list.path("control/owner"));
        Files.delete(list.path("control"));
        assertThatThrownBy(() -> list.open()).hasCauseInstanceOf(ListException.class);
    }

    @Test
    void goes_on_without_further_lines_that_are_no_addresses() {
        list.control("listaddress", "birds@example.org\n# old names:\nflock\nflock@example.com\n");
        assertThat(list.open().addresses())
                .extracting(ListAddress::toString)
                .containsExactly("birds@example.org", "flock@example.com");
        assertThat(list.syslog().lines()).hasSize(2).allMatch(line -> line.contains("is no usable address"));
    }

    @Test
    void cannot_be_opened_when_listaddress_cannot_be_read() {
        assumeFalse(RunningUser.isRoot(), "root may read everything");
        RunningUser.chmod(list.path("control/listaddress"), 0);
        assertThatThrownBy(() -> list.open()).isInstanceOf(UncheckedIOException.class);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"'',+", "'\n',+", "' \t\n',+", "'-\n',-", "'--',--", "' - \n',-", "'-\n+\n',-"})
    void takes_the_delimiter_from_the_first_line_or_else_a_plus(String content, String delimiter) {
        list.control("delimiter", content);
        assertThat(list.open().address().delimiter()).isEqualTo(delimiter);
    }

    @Test
    void takes_a_plus_when_there_is_no_delimiter() {
        assertThat(list.open().address().delimiter()).isEqualTo("+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@", "a b", "<", ",", "\""})
    void blames_the_delimiter_when_it_cannot_be_part_of_an_address(String delimiter) {
        list.control("delimiter", delimiter);
        assertThatThrownBy(() -> list.open())
                .hasCauseInstanceOf(ListException.class)
                .hasMessageContaining("control/delimiter");
    }

    @Test
    void sends_posts_from_its_own_bounce_addresses() throws Exception {
        assertThat(list.open().bounceAddress().forRecipient("1", JOE).value())
                .isEqualTo("birds+bounces-1-joe=example.net@example.org");
    }

    @Test
    void sends_posts_from_the_static_bounce_address() throws Exception {
        list.control("staticbounceaddr", "back@example.com\n");
        assertThat(list.open().bounceAddress().forRecipient("1", JOE).value())
                .isEqualTo("back+birds-bounces-1-joe=example.net@example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"back", "back@", "a b@x\n", "\n"})
    void ignores_a_static_bounce_address_that_is_none_and_says_so(String content) throws Exception {
        list.control("staticbounceaddr", content);
        assertThat(list.open().bounceAddress().forRecipient("1", JOE).value()).endsWith("@example.org");
        assertThat(list.syslog().lines())
                .singleElement()
                .asString()
                .contains("staticbounceaddr", "is no address, ignored");
    }

    @Test
    void ignores_an_empty_static_bounce_address() throws Exception {
        list.control("staticbounceaddr", "");
        assertThat(list.open().bounceAddress().forRecipient("1", JOE).value()).endsWith("@example.org");
        assertThat(list.syslog().lines()).isEmpty();
    }
}
