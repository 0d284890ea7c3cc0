package org.jmlmmj.admin.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.RunningUser;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayCheckTest {
    private final ScriptedSmtpPeer relay = ScriptedSmtpPeer.start();
    private ListFixture list;

    @BeforeEach
    void makeList(@TempDir Path parent) {
        list = ListFixture.in(parent).control("smtpport", relay.port() + "\n");
    }

    @AfterEach
    void endOfRelay() {
        relay.close();
    }

    private List<String> examine() throws IOException {
        return Examination.of(new RelayCheck(Duration.ofSeconds(20)), list.open());
    }

    @Test
    void tells_what_the_relay_announces_and_sends_no_mail() throws Exception {
        relay.announce("PIPELINING", "SIZE 1000", "8BITMIME");

        assertThat(examine())
                .singleElement()
                .asString()
                .startsWith("ok relay 127.0.0.1:" + relay.port())
                .contains("announces PIPELINING 8BITMIME SIZE");
        assertThat(relay.offered()).isEmpty();
    }

    @Test
    void warns_of_a_slow_relay() throws Exception {
        relay.announce("8BITMIME");

        assertThat(examine()).hasSize(2).last().asString().startsWith("warn the relay does not announce PIPELINING");
    }

    @Test
    void relay_that_is_not_there_is_a_failure() throws Exception {
        relay.refuseConnections();

        assertThat(examine())
                .singleElement()
                .asString()
                .startsWith("FAIL relay 127.0.0.1:" + relay.port() + " cannot be used")
                .endsWith("correct control/relayhost and control/smtpport");
    }

    @Test
    void relay_whose_name_is_unknown_is_a_failure() throws Exception {
        list.control("relayhost", "no-such-host.invalid\n");

        assertThat(examine()).singleElement().asString().startsWith("FAIL").contains("cannot be resolved");
    }

    @Test
    void encryption_that_is_not_offered_is_a_failure() throws Exception {
        relay.announce("PIPELINING");
        list.control("relaytls", "required\n");

        assertThat(examine()).hasSize(2).last().asString().startsWith("FAIL the list has to encrypt");
    }

    @Test
    void credentials_are_looked_at_and_never_shown() throws Exception {
        relay.announce("PIPELINING", "STARTTLS");
        list.control("relaytls", "off\n").control("relayauth", "user\nsecret\n");
        RunningUser.chmod(list.path("control/relayauth"), 0644);

        assertThat(examine())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("FAIL") && line.contains("open to others"))
                .anyMatch(line -> line.startsWith("warn control/relaytls says off"))
                .noneMatch(line -> line.contains("secret"));
    }
}
