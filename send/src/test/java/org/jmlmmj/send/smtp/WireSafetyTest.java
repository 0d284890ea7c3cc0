package org.jmlmmj.send.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a mail holds, it is one mail for every server. */
class WireSafetyTest {
    @Property(tries = 1000)
    void every_server_reads_what_was_sent(@ForAll("mails") String mail) throws IOException {
        WireFuzzTarget.fuzzerTestOneInput(mail.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Provide
    Arbitrary<String> mails() {
        return Arbitraries.of(
                        "\r",
                        "\n",
                        "\r\n",
                        ".",
                        "..",
                        "\n.\n",
                        "\r\n.\r\n",
                        "\r.\r",
                        "\n.\r\n",
                        "\r\n.\n",
                        "\n.\r",
                        "\n. \n",
                        "\n.\t\r",
                        "\n.\0\n",
                        "\0",
                        " ",
                        "a",
                        "\u00e9",
                        "To: ",
                        "eve@e.example\n",
                        "\"e v\"@e.example\n",
                        "MAIL FROM:<eve@e.example>\r\n",
                        "QUIT\r\n",
                        "DATA\n",
                        "BDAT 3 LAST\r\n",
                        "RSET\r")
                .list()
                .ofMaxSize(30)
                .map(pieces -> String.join("", pieces));
    }

    /** A reading that could not be fooled would prove nothing. */
    @Example
    void readings_differ_where_a_client_is_careless() {
        String smuggled = "DATA\r\na\r\n.\0\r\nMAIL\r\nb\r.\rRSET\r\nc\n.\r\nNOOP\r\n.\r\n";
        assertThat(List.of(ServerReading.values()).stream()
                        .map(reading -> reading.read(smuggled))
                        .distinct())
                .hasSize(4);
    }
}
