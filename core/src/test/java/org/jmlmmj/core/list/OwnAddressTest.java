package org.jmlmmj.core.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.test.ListFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnAddressTest {
    @TempDir
    private Path spool;

    private boolean isOwn(String address) {
        return ListFixture.in(spool)
                .control("listaddress", "birds@example.org\nflock@example.com\n")
                .open()
                .isOwn(EmailAddress.of(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"birds@example.org", "Birds@EXAMPLE.org", "birds+owner@example.org", "flock+x@example.com"})
    void every_line_counts_with_and_without_extension(String address) {
        assertThat(isOwn(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"birds@example.org.uk", "birds@example.com", "birdsong@example.org"})
    void addresses_that_only_begin_alike_do_not_count(String address) {
        assertThat(isOwn(address)).isFalse();
    }

    @Test
    void delimiter_of_the_list_separates_the_extension() {
        ListFixture list = ListFixture.in(spool).control("delimiter", "-\n");
        assertThat(list.open().isOwn(EmailAddress.of("birds-owner@example.org")))
                .isTrue();
        assertThat(list.open().isOwn(EmailAddress.of("birds+owner@example.org")))
                .isFalse();
    }
}
