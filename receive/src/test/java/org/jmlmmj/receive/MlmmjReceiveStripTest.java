package org.jmlmmj.receive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jmlmmj.core.cli.Answer;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.test.BrokenStream;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.ReceivedMail;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.send.StopSignal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a whole, in this process, with a scripted relay. */
class MlmmjReceiveStripTest {
    private static final String HEAD = "From: Ann <ann@example.net>\nTo: birds@example.org\nSubject: owls\n"
            + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n";
    private static final String TEXT = "--x\nContent-Type: text/plain\n\nThey hoot.\n";
    private static final String HTML = "--x\nContent-Type: text/html\n\n<p>They hoot.\n";
    private static final String PROGRAM = "--x\nContent-Type: application/octet-stream\n\nMZ\n";
    private static final String END = "--x--\n";

    @TempDir
    Path folder;

    private ListFixture list;
    private ScriptedSmtpPeer relay;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void makeList() {
        relay = ScriptedSmtpPeer.start();
        list = ListFixture.in(folder)
                .control("smtpport", relay.port() + "\n")
                .control("mimestrip", "text/html\n\n")
                .control("mimedeny", "Application/\n")
                .subscribers("bob@example.net");
    }

    @AfterEach
    void stopRelay() {
        relay.close();
    }

    private ExitStatus run(InputStream mail, String... arguments) {
        PrintStream stream = new PrintStream(out, true, UTF_8);
        Invocation invocation = new Invocation(
                "mlmmj-receive-strip",
                List.of(arguments),
                Map.of("SENDER", "ann@example.net"),
                mail,
                stream,
                stream,
                list.clock(),
                list.names(),
                list.syslog());
        return new MlmmjReceiveStrip(new Answer(stream, stream), list.path("nowhere"), StopSignal::new).run(invocation);
    }

    private ExitStatus run(String mail, String... arguments) {
        return run(new ByteArrayInputStream(mail.getBytes(ISO_8859_1)), arguments);
    }

    private String list() {
        return list.folder().toString();
    }

    private String stored(String mail) {
        assertThat(run(mail, "-P", "-L", list())).isEqualTo(ExitStatus.OK);
        return list.content("incoming/" + list.names("incoming").get(0));
    }

    @Test
    void stores_the_mail_without_the_parts_that_are_not_wanted() {
        assertThat(stored(HEAD + "\n" + TEXT + HTML + END)).isEqualTo(HEAD + MimeMark.NO + "\n" + TEXT + END);
        assertThat(list.syslog().lines()).anyMatch(line -> line.contains("1 MIME parts were removed"));
        assertThat(list.names("")).noneMatch(name -> name.startsWith(".tmp-"));
    }

    @Test
    void marks_a_mail_with_a_part_that_is_to_be_denied() {
        assertThat(stored(HEAD + "\n" + TEXT + HTML + PROGRAM + END))
                .isEqualTo(HEAD + MimeMark.YES + "\n" + TEXT + PROGRAM + END);
    }

    @Test
    void only_marks_where_the_list_removes_nothing() throws Exception {
        Files.delete(list.path("control/mimestrip"));
        Files.delete(list.path("control/mimedeny"));

        assertThat(stored(HEAD + "\n" + HTML + PROGRAM + END))
                .isEqualTo(HEAD + MimeMark.NO + "\n" + HTML + PROGRAM + END);
    }

    @Test
    void access_rules_see_the_mark_and_posters_cannot_set_it() {
        list.control("access", "deny ^X-ThisMailContainsUnwantedMimeParts: Y\nallow\n")
                .control("delheaders", "X-ThisMailContainsUnwantedMimeParts");
        assertThat(run(HEAD + MimeMark.NO + "\n" + TEXT + PROGRAM + END, "-L", list()))
                .isEqualTo(ExitStatus.OK);
        assertThat(relay.accepted()).map(ReceivedMail::recipients).containsExactly(List.of("ann@example.net"));

        assertThat(run(HEAD + MimeMark.YES + "\n" + TEXT + HTML + END, "-F", "-L", list()))
                .isEqualTo(ExitStatus.OK);
        assertThat(list.content("archive/1")).isEqualTo(HEAD + "\n" + TEXT + END);
    }

    @Test
    void stores_a_mail_with_oversized_headers_for_processing_to_put_it_aside() {
        String mail = "From: a@b\n" + "X: y\n".repeat(30_000) + "\nbody";

        assertThat(stored(mail)).isEqualTo(mail);
        assertThat(run(mail, "-L", list())).isEqualTo(ExitStatus.OK);
        assertThat(list.names("queue/discarded")).hasSize(1);
    }

    @Test
    void takes_a_mail_without_headers_or_octets() {
        assertThat(stored("")).contains(MimeMark.NO);
    }

    @Test
    void interrupted_mail_is_temporary_and_leaves_nothing() {
        InputStream broken = new BrokenStream(HEAD);

        assertThat(run(broken, "-L", list())).isEqualTo(ExitStatus.TEMPORARY_FAILURE);
        assertThat(list.names("incoming")).isEmpty();
        assertThat(list.names("")).noneMatch(name -> name.startsWith(".tmp-"));
    }

    @Test
    void unreadable_settings_are_temporary_and_strip_nothing_by_mistake() throws Exception {
        Files.delete(list.path("control/mimestrip"));
        Files.createDirectory(list.path("control/mimestrip"));

        assertThat(run(HEAD + "\n" + HTML + END, "-L", list())).isEqualTo(ExitStatus.TEMPORARY_FAILURE);
        assertThat(list.names("incoming")).isEmpty();
    }

    @Test
    void wrong_usage_names_the_program() {
        assertThat(run(HEAD)).isEqualTo(ExitStatus.USAGE);
        assertThat(out.toString(UTF_8)).startsWith("mlmmj-receive-strip: ");
    }

    /** The header lines that the program adds. */
    private static final class MimeMark {
        private static final String YES = "X-ThisMailContainsUnwantedMimeParts: Y\n";
        private static final String NO = "X-ThisMailContainsUnwantedMimeParts: N\n";
    }
}
