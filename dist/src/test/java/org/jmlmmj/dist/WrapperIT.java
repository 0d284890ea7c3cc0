package org.jmlmmj.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.dist.Launch.Finished;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs that take the place of the wrappers around {@code mlmmj-receive}, as a mail server sees them. */
class WrapperIT {
    private static final Installation BUILT = Installation.built();
    private static final String POST = """
            From: Ann <ann@example.net>
            To: birds@example.org
            Subject: First swallow
            MIME-Version: 1.0
            Content-Type: multipart/alternative; boundary=x

            --x
            Content-Type: text/plain

            Over the pond.
            --x
            Content-Type: text/html

            <html><body><p>Over the pond.</p>
            </body></html>
            --x--
            """;

    @TempDir
    private Path folder = Path.of("");

    private ScriptedSmtpPeer relay = ScriptedSmtpPeer.start();
    private ListFixture list;

    @BeforeEach
    void makeList() {
        list = ListFixture.in(folder)
                .control("relayhost", "127.0.0.1\n")
                .control("smtpport", relay.port() + "\n")
                .subscribers("bob@example.com");
    }

    @AfterEach
    void endOfRelay() {
        relay.close();
    }

    private String archived(String program, String mail) throws Exception {
        Finished finished = Launch.of(BUILT.program(program), "-F", "-L", list.folder())
                .with("SENDER", "ann@example.net")
                .stdin(mail)
                .run();
        assertThat(finished).isEqualTo(new Finished(0, "", ""));
        assertThat(relay.delivered()).containsOnly("bob@example.com");
        return list.content("archive/" + list.content("index"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"footer_", "amime-footer-"})
    void footers_for_text_and_html_need_no_altermime(String files) throws Exception {
        list.control(files + "text", "-- \nThe birds list\n").control(files + "html", "<p>The <b>birds</b> list</p>\n");

        String post = archived("mlmmj-amime-receive", POST);

        assertThat(post)
                .contains("Over the pond.\n-- \nThe birds list\n\n--x\n")
                .contains("<p>Over the pond.</p>\n<p>The <b>birds</b> list</p>\n</body></html>\n");
        assertThat(archived("mlmmj-amime-receive", post)).isEqualTo(post);
    }

    @Test
    void footer_that_altermime_has_added_is_not_added_again() throws Exception {
        list.control("footer_text", "Die Vögel\n").control("footer_html", "<p>Die V&ouml;gel</p>\n");
        String altered = POST.replace("pond.\n--x", "pond.\nDie V\u00c3\u00b6gel\n--x")
                .replace("</body>", "<br><p>Die V&ouml;gel</p>\n<br></body>");

        assertThat(archived("mlmmj-receive", altered)).isEqualTo(altered);
    }

    @Test
    void without_footers_the_mail_stays_as_it_is() throws Exception {
        assertThat(archived("mlmmj-amime-receive", POST)).isEqualTo(POST);
    }

    @Test
    void parts_that_the_list_does_not_want_are_removed() throws Exception {
        list.control("mimestrip", "text/html\n").control("delheaders", "X-ThisMailContainsUnwantedMimeParts:\n");

        assertThat(archived("mlmmj-receive-strip", POST))
                .isEqualTo(POST.substring(0, POST.indexOf("--x\nContent-Type: text/html")) + "--x--\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlmmj-amime-receive", "mlmmj-receive-strip"})
    void failures_are_temporary_and_wrong_usage_is_64_each_with_one_line(String program) throws Exception {
        Finished missing = Launch.of(BUILT.program(program), "-L", folder.resolve("gone"))
                .stdin(POST)
                .run();
        Finished wrong = Launch.of(BUILT.program(program)).stdin(POST).run();

        assertThat(missing.status()).isEqualTo(75);
        assertThat(missing.out()).isEmpty();
        assertThat(missing.err()).startsWith(program + ": ").hasLineCount(1);
        assertThat(wrong.status()).isEqualTo(64);
        assertThat(wrong.err()).startsWith(program + ": ").hasLineCount(1);
    }
}
