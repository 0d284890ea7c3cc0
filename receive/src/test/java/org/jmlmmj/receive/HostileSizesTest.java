package org.jmlmmj.receive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import org.jmlmmj.core.test.ChildJvm;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.MemoryFolder;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mails that are large in every way, in a JVM with a heap of 64 MiB, on a list that does everything to posts: each is distributed,
 * held or put aside with a reason, in bounded time, and the JVM lives on for the next one.
 */
@Timeout(60)
class HostileSizesTest {
    private static final String START =
            "Return-Path: <ann@example.net>\nFrom: ann@example.net\nTo: birds@example.org\nMessage-ID: <1@example.net>\n";

    @TempDir(factory = MemoryFolder.class)
    static Path folder;

    private static ListFixture list;
    private static ScriptedSmtpPeer relay;
    private static ChildJvm child;
    private static List<String> log = List.of();

    @BeforeAll
    static void start() throws IOException {
        relay = ScriptedSmtpPeer.start().announce("8BITMIME", "SIZE");
        list = ListFixture.in(folder).control("smtpport", relay.port() + "\n");
        child = ChildJvm.start(SmallHeap.class, list.folder().toString());
    }

    @AfterAll
    static void end() {
        child.close();
        relay.close();
    }

    @BeforeEach
    void addFeatures() {
        list.control("prefix", "[birds]\n")
                .control("footer_text", "-- \nV\u00f6gel\n")
                .control("customheaders", "X-A: 1\n")
                .control("listheaders", "")
                .control("replyto", "")
                .control("delheaders", "X-Spam\n")
                .control("notmetoo", "")
                .control("notifymod", "")
                .control("moderators", "mira@example.org\n");
    }

    @AfterEach
    void clear() throws IOException {
        for (String name : List.of("archive", "moderation", "queue/discarded", "incoming")) {
            for (String file : list.names(name)) {
                Files.delete(list.path(name).resolve(file));
            }
        }
        Files.deleteIfExists(list.path("control/moderated"));
        Files.deleteIfExists(list.path("control/access"));
    }

    /** Writes a mail piece by piece, and has the child take it. */
    private static void receive(String start, int pieces, IntFunction<String> piece, String end)
            throws IOException, InterruptedException {
        Path mail = folder.resolve("mail");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(mail))) {
            out.write(start.getBytes(ISO_8859_1));
            for (int i = 0; i < pieces; i++) {
                out.write(piece.apply(i).getBytes(ISO_8859_1));
            }
            out.write(end.getBytes(ISO_8859_1));
        }
        int before = child.heard().size();
        child.say(mail.toString());
        child.await("done 0");
        log = child.heard().subList(before, child.heard().size());
        assertThat(list.names("incoming")).isEmpty();
        Files.delete(mail);
    }

    private static String theOnly(String name) {
        assertThat(list.names(name)).hasSize(1);
        return name + "/" + list.names(name).get(0);
    }

    /** With {@code notmetoo} the poster is noted beside the post. */
    private static String theOnlyHeld() {
        assertThat(list.names("moderation")).hasSize(2);
        return "moderation/" + list.names("moderation").get(0);
    }

    private static void assertPutAside(String why) {
        assertThat(list.names("archive")).isEmpty();
        assertThat(list.names("moderation")).isEmpty();
        theOnly("queue/discarded");
        assertThat(log).anyMatch(line -> line.contains(why));
    }

    @Test
    void a_hundred_thousand_headers_are_put_aside() throws Exception {
        receive(START, 100_000, i -> "X-" + i + ": y\n", "\nbody\n");
        assertPutAside("more than 20000 headers");
    }

    @Test
    void nearly_twenty_thousand_headers_are_taken() throws Exception {
        receive(START, 19_000, i -> (i % 2 == 0 ? "X-Spam-" : "X-") + i + ": y\n", "\nbody\n");
        assertThat(list.content(theOnly("archive")))
                .contains("\nX-18999: y\n")
                .doesNotContain("X-Spam-")
                .endsWith("\nbody\n--=20\nV=C3=B6gel\n");
    }

    @Test
    void a_header_of_ten_megabytes_is_put_aside() throws Exception {
        receive(START + "X-Long: ", 10 * 1024, i -> "x".repeat(1024), "\n\nbody\n");
        assertPutAside("larger than 4194304 octets");
    }

    @Test
    void a_folded_header_of_ten_megabytes_is_put_aside() throws Exception {
        receive(START + "X-Long: x\n", 10 * 1024, i -> " " + "x".repeat(1022) + "\n", "\nbody\n");
        assertPutAside("larger than 4194304 octets");
    }

    @Test
    void a_subject_of_nearly_four_megabytes_is_shown_to_moderators_in_part() throws Exception {
        list.control("moderated", "");
        receive(START + "Subject:", 60_000, i -> " =?utf-8?Q?" + "=C3=A4".repeat(8) + "?=\n", "\nbody\n");
        assertThat(Files.size(list.path(theOnlyHeld()))).isGreaterThan(3_000_000L);
    }

    @Test
    void a_hundred_thousand_recipients_are_read() throws Exception {
        receive(START + "Cc: x@example.com", 100_000, i -> ",\n c" + i + "@example.com", "\n\nbody\n");
        theOnly("archive");
    }

    @Test
    void a_hundred_thousand_authors_are_put_aside() throws Exception {
        receive(START + "From: x@example.com", 100_000, i -> ",\n c" + i + "@example.com", "\n\nbody\n");
        assertPutAside("addresses in From: instead of one");
    }

    @Test
    void a_comment_a_million_levels_deep_is_read() throws Exception {
        receive(START + "Cc: ", 1_000_000, i -> "(", "\n\nbody\n");
        theOnly("archive");
    }

    @Test
    void ten_thousand_parts_are_taken() throws Exception {
        receive(
                START + "Content-Type: multipart/mixed; boundary=b\n\n",
                10_000,
                i -> "--b\nContent-Type: text/plain\n\npart " + i + "\n",
                "--b--\n");
        assertThat(list.content(theOnly("archive"))).contains("part 0\n").contains("\npart 9999\n--b--\n");
    }

    @Test
    void sixty_levels_are_taken_with_their_footer() throws Exception {
        receive(
                START,
                60,
                i -> "Content-Type: multipart/mixed; boundary=b" + i + ".\n\n--b" + i + ".\n",
                "\ndeep\n" + closed(60));
        assertThat(list.content(theOnly("archive"))).contains("=C3=B6gel\n").contains("deep\n");
    }

    @Test
    void sixty_thousand_levels_are_taken_without_a_footer() throws Exception {
        receive(
                START,
                60_000,
                i -> "Content-Type: multipart/mixed; boundary=b" + i + ".\n\n--b" + i + ".\n",
                "\ndeep\n" + closed(60_000));
        assertThat(list.content(theOnly("archive"))).contains("deep\n").doesNotContain("gel\n");
        assertThat(log).anyMatch(line -> line.contains("gets no footer"));
    }

    private static String closed(int levels) {
        StringBuilder end = new StringBuilder();
        for (int i = levels - 1; i >= 0; i--) {
            end.append("--b").append(i).append(".--\n");
        }
        return end.toString();
    }

    @Test
    void an_expression_that_explodes_elsewhere_is_searched_at_once() throws Exception {
        list.control("access", "deny ^X-A: (a+)+$\ndeny ^X-A: (a|aa)*b\ndeny (x+x+)+y\nallow\n");
        receive(START + "X-A: ", 100, i -> "a".repeat(1000), "!\nX-X: " + "x".repeat(100_000) + "\n\nbody\n");
        theOnly("archive");
    }

    @Test
    void fifty_megabytes_in_one_line_are_held_and_shown() throws Exception {
        list.control("moderated", "");
        receive(START + "\n", 50 * 1024, i -> "0123456789abcdef".repeat(64), "");
        assertThat(Files.size(list.path(theOnlyHeld()))).isGreaterThan(50L * 1024 * 1024);
    }
}
