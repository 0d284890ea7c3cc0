package org.jmlmmj.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.send.smtp.Capabilities;
import org.jmlmmj.send.smtp.SmtpReply;
import org.jmlmmj.send.smtp.WireImage;
import org.jmlmmj.send.smtp.WireSegment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutgoingFormsTest {
    private static final Capabilities EIGHT_BIT =
            Capabilities.of(new SmtpReply(250, List.of("relay.example", "8BITMIME")));
    private static final String POST = "Subject: birds\nContent-Type: text/plain; charset=utf-8\n\nV\u00f6gel\n";
    private static final String ENCODED = "Subject: birds\r\nContent-Type: text/plain; charset=utf-8\r\n"
            + "MIME-Version: 1.0\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nV=C3=B6gel\r\n.\r\n";

    @TempDir
    Path folder;

    private ListFixture list;

    @BeforeEach
    void makeList() {
        list = ListFixture.in(folder);
    }

    private OutgoingForms forms(String mail) throws IOException {
        Path file = Files.writeString(folder.resolve("mail"), mail);
        return OutgoingForms.of(list.open(), FileChannel.open(file), "mail 37");
    }

    private static String wire(WireImage image) {
        StringBuilder text = new StringBuilder();
        for (WireSegment segment : image.segments(Optional.empty())) {
            text.append(StandardCharsets.UTF_8.decode(((WireSegment.InMemory) segment).octets()));
        }
        return text.toString();
    }

    @Test
    void a_server_with_8bitmime_gets_the_mail_as_it_is() throws IOException {
        try (OutgoingForms forms = forms(POST)) {
            assertThat(wire(forms.formFor(EIGHT_BIT))).isEqualTo(POST.replace("\n", "\r\n") + ".\r\n");
            assertThat(forms.formFor(EIGHT_BIT).facts().eightBit()).isTrue();
        }
    }

    @Test
    void a_server_without_it_gets_seven_bits_made_once() throws IOException {
        try (OutgoingForms forms = forms(POST)) {
            WireImage image = forms.formFor(Capabilities.NONE);
            assertThat(wire(image)).isEqualTo(ENCODED);
            assertThat(image.facts().eightBit()).isFalse();
            assertThat(image.facts().octets()).isEqualTo(ENCODED.length() - 3);
            assertThat(forms.formFor(Capabilities.NONE)).isSameAs(image);
            assertThat(list.syslog().lines()).isEmpty();
        }
    }

    @Test
    void every_server_gets_an_ascii_mail_as_it_is() throws IOException {
        try (OutgoingForms forms = forms("Subject: birds\n\nherons\n")) {
            assertThat(forms.formFor(Capabilities.NONE)).isSameAs(forms.formFor(EIGHT_BIT));
        }
    }

    @ParameterizedTest
    @CsvSource({"asis, false, 0", "' asis ', false, 0", "convert, true, 0", "'', true, 0", "yes, true, 1"})
    void the_control_file_decides(String content, boolean isConverted, int warnings) throws IOException {
        list.control("eightbit", content + "\n");
        try (OutgoingForms forms = forms(POST)) {
            assertThat(forms.formFor(Capabilities.NONE).facts().eightBit()).isNotEqualTo(isConverted);
            assertThat(list.syslog().lines()).hasSize(warnings);
        }
    }

    @Test
    void says_why_a_mail_stays_as_it_is() throws IOException {
        try (OutgoingForms forms = forms("Content-Type: multipart/signed; boundary=b\n\n--b\n\n\u00f6\n--b--\n")) {
            assertThat(forms.formFor(Capabilities.NONE)).isSameAs(forms.formFor(EIGHT_BIT));
            assertThat(list.syslog().lines())
                    .singleElement()
                    .asString()
                    .contains("mail 37", "a part is signed or encrypted");
        }
    }

    @Test
    void a_mail_that_cannot_be_read_any_more_goes_out_as_it_was() throws IOException {
        Path file = Files.writeString(folder.resolve("mail"), POST);
        FileChannel channel = FileChannel.open(file);
        try (OutgoingForms forms = OutgoingForms.of(list.open(), channel, "mail 37")) {
            channel.close();
            assertThat(forms.formFor(Capabilities.NONE)).isSameAs(forms.formFor(EIGHT_BIT));
            assertThat(list.syslog().lines()).singleElement().asString().contains("cannot be made 7bit");
        }
    }

    @Test
    void leaves_no_file_behind() throws IOException {
        try (OutgoingForms forms = forms(POST + "\u00f6".repeat(WireImage.IN_MEMORY_OCTETS))) {
            assertThat(forms.formFor(Capabilities.NONE)).isNotSameAs(forms.formFor(EIGHT_BIT));
            assertThat(list.names(".")).filteredOn(name -> name.startsWith(".")).hasSize(2);
        }
        assertThat(list.names(".")).noneMatch(name -> name.startsWith("."));
    }
}
