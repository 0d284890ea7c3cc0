package org.jmlmmj.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.send.smtp.Timeouts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayTest {
    @TempDir
    Path folder;

    private ListFixture list;

    @BeforeEach
    void makeList() {
        list = ListFixture.in(folder).control("smtphelo", "me.example\n");
    }

    @Test
    void is_port_25_of_this_machine_if_nothing_is_set() throws IOException {
        assertThat(Relay.of(list.open()))
                .isEqualTo(new Relay(
                        "127.0.0.1", 25, Optional.of("me.example"), 2, Timeouts.standard(), RelaySecurity.NONE));
    }

    @Test
    void is_what_the_control_files_say() throws IOException {
        list.control("relayhost", " mail.example \nignored\n").control("smtpport", "10027\n");
        assertThat(Relay.of(list.open()))
                .isEqualTo(new Relay(
                        "mail.example", 10027, Optional.of("me.example"), 2, Timeouts.standard(), RelaySecurity.NONE));
    }

    @Test
    void is_what_the_command_line_says() throws IOException {
        list.control("relayhost", "mail.example\n");
        assertThat(Relay.of(list.open(), Optional.of("other.example")).host()).isEqualTo("other.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"70000", "x25", "-1"})
    void falls_back_to_port_25(String port) throws IOException {
        list.control("smtpport", port + "\n");
        assertThat(Relay.of(list.open()).port()).isEqualTo(25);
        assertThat(list.syslog().lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "a\u0007b", "m\u00fcnchen.example"})
    void never_greets_with_a_name_that_cannot_stand_in_a_command(String name) throws IOException {
        list.control("smtphelo", name + "\n");
        assertThat(HostName.isUsable(Relay.of(list.open()).greeting())).isTrue();
        assertThat(list.syslog().lines()).anyMatch(line -> line.contains("smtphelo"));
    }

    @Test
    void greets_with_the_name_of_the_machine_if_nothing_is_set() throws IOException {
        list.control("smtphelo", "\n");
        assertThat(Relay.of(list.open()).greeting()).isEqualTo(HostName.ofMachine());
        assertThat(HostName.isUsable(HostName.ofMachine())).isTrue();
    }

    @Test
    void finds_addresses_of_names_and_literals() throws IOException {
        for (String host : new String[] {"127.0.0.1", "localhost", "::1", "[::1]"}) {
            assertThat(new Relay(host, 25, Optional.of("me"), 2, Timeouts.standard(), RelaySecurity.NONE).addresses())
                    .isNotEmpty()
                    .allSatisfy(address ->
                            assertThat(address.getAddress().isLoopbackAddress()).isTrue());
        }
        Relay nowhere =
                new Relay("no-such-host.invalid", 25, Optional.of("me"), 2, Timeouts.standard(), RelaySecurity.NONE);
        assertThatThrownBy(nowhere::addresses).isInstanceOf(UnknownHostException.class);
    }
}
