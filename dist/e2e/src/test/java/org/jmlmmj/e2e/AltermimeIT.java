package org.jmlmmj.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jmlmmj.dist.Launch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Servers on which somebody's wrapper with alterMIME still stands before the program (spec 10 §6). */
@ExtendWith(Servers.class)
class AltermimeIT {
    @Test
    void footers_that_altermime_added_are_not_added_again(ListServer server) throws Exception {
        MadeList list = server.make("wrapped")
                .control("footer_text", "The bird list\n")
                .control("footer_html", "<p>The <b>bird</b> list</p>\n");
        String ann = list.subscribe("ann").get(0);
        Path control = list.folder().resolve("control");
        String mail = """
                Return-Path: <%1$s>
                From: %1$s
                To: %2$s
                Subject: Wrapped swallow
                MIME-Version: 1.0
                Content-Type: multipart/alternative; boundary="b"

                --b
                Content-Type: text/plain

                Two of them.
                --b
                Content-Type: text/html

                <html><body><p>Two of them.</p></body></html>
                --b--
                """.formatted(ann, list.address());

        List<String> words = Account.words(
                "/bin/sh",
                "-c",
                "cd \"$1\" && \"$4\" --input=- --altersigned --disclaimer=\"$2\" --disclaimer-html=\"$3\" --htmltoo"
                        + " --force-for-bad-html | \"$5\" -L \"$1\"",
                "sh",
                list.folder(),
                control.resolve("footer_text"),
                control.resolve("footer_html"),
                Command.find("altermime", "altermime"),
                server.place().installation().program("mlmmj-receive"));
        Launch.Finished finished = Launch.of(
                        words.get(0), words.subList(1, words.size()).toArray())
                .stdin(mail)
                .run();

        assertThat(finished.status()).as(finished.err()).isZero();
        Arrived arrived = list.awaitMail(ann, "Wrapped swallow");
        assertThat(arrived.body()).containsOnlyOnce("The bird list\n").containsOnlyOnce("<p>The <b>bird</b> list</p>");
        server.awaitQuiet();
    }
}
