package org.jmlmmj.send.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyParserTest {
    private static List<SmtpReply> parse(ReplyLimits limits, String octets) throws GarbledReplyException {
        return parse(limits, octets.getBytes(StandardCharsets.UTF_8));
    }

    private static List<SmtpReply> parse(ReplyLimits limits, byte[] octets) throws GarbledReplyException {
        ReplyParser parser = new ReplyParser(limits);
        List<SmtpReply> replies = new ArrayList<>();
        for (byte octet : octets) {
            parser.accept(octet).ifPresent(replies::add);
        }
        return replies;
    }

    @Test
    void reads_a_reply_of_one_line() throws GarbledReplyException {
        assertThat(parse(ReplyLimits.STANDARD, "250 ok\r\n")).containsExactly(SmtpReply.of(250, "ok"));
    }

    @Test
    void reads_a_code_without_text() throws GarbledReplyException {
        assertThat(parse(ReplyLimits.STANDARD, "250\r\n354 \r\n"))
                .containsExactly(SmtpReply.of(250, ""), SmtpReply.of(354, ""));
    }

    @Test
    void reads_a_reply_of_several_lines_and_takes_the_code_of_the_last() throws GarbledReplyException {
        assertThat(parse(ReplyLimits.STANDARD, "250-first\r\n250-\r\n451 last\r\n220 next\r\n"))
                .containsExactly(new SmtpReply(451, List.of("first", "", "last")), SmtpReply.of(220, "next"));
    }

    @Test
    void takes_a_bare_lf_as_line_end() throws GarbledReplyException {
        assertThat(parse(ReplyLimits.STANDARD, "250-a\n250 b\n"))
                .containsExactly(new SmtpReply(250, List.of("a", "b")));
    }

    @Test
    void says_nothing_before_the_line_is_complete() throws GarbledReplyException {
        assertThat(parse(ReplyLimits.STANDARD, "250-a\r\n250 almost\r")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\r\n", "25\r\n", "ok\r\n", "250x\r\n", "1234 x\r\n", "600 x\r\n", "100 x\r\n", " 250 x\r\n"})
    void refuses_what_is_no_reply(String octets) {
        assertThatThrownBy(() -> parse(ReplyLimits.STANDARD, octets))
                .isInstanceOf(GarbledReplyException.class)
                .hasMessageStartingWith("the server sends no SMTP reply");
    }

    @Test
    void refuses_a_line_over_the_limit_before_it_ends() throws GarbledReplyException {
        ReplyLimits limits = new ReplyLimits(10, 5);
        assertThat(parse(limits, "250 67890\n")).hasSize(1);
        assertThatThrownBy(() -> parse(limits, "250 678901x")).isInstanceOf(GarbledReplyException.class);
    }

    @Test
    void refuses_more_lines_than_the_limit() throws GarbledReplyException {
        ReplyLimits limits = new ReplyLimits(10, 2);
        assertThat(parse(limits, "250-1\n250 2\n250-1\n250 2\n")).hasSize(2);
        assertThatThrownBy(() -> parse(limits, "250-1\n250-2\n250 3\n")).isInstanceOf(GarbledReplyException.class);
    }

    @Test
    void keeps_utf_8_and_replaces_what_is_none() throws GarbledReplyException {
        byte[] octets = "550 gibt's nicht: ü?\r\n".getBytes(StandardCharsets.UTF_8);
        octets[octets.length - 3] = (byte) 0xff;
        assertThat(parse(ReplyLimits.STANDARD, octets)).containsExactly(SmtpReply.of(550, "gibt's nicht: ü\ufffd"));
    }

    @Property
    void never_gives_anything_but_a_reply_or_a_refusal(@ForAll @Size(max = 200) byte[] octets) {
        try {
            assertThat(parse(new ReplyLimits(16, 3), octets))
                    .allSatisfy(reply -> assertThat(reply.code()).isBetween(200, 599));
        } catch (GarbledReplyException e) {
            assertThat(e).hasMessageStartingWith("the server sends");
        }
    }

    @Test
    void finds_the_enhanced_status_code_in_the_last_line_or_else_the_first() {
        assertThat(SmtpReply.of(550, "5.1.1 no such user").status()).contains(new EnhancedStatus(5, 1, 1));
        assertThat(new SmtpReply(550, List.of("5.7.1 a", "5.2.1 b")).status()).contains(new EnhancedStatus(5, 2, 1));
        assertThat(new SmtpReply(550, List.of("5.7.1 a", "b")).status()).contains(new EnhancedStatus(5, 7, 1));
        assertThat(SmtpReply.of(550, "5.1.1").status()).contains(new EnhancedStatus(5, 1, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no", "5.1 x", "5.1.1.1 x", "3.1.1 x", "5.1.1000 x", "5..1 x", "5.1.1x y", "5.1.-1 x"})
    void finds_no_enhanced_status_code_where_there_is_none(String text) {
        assertThat(SmtpReply.of(550, text).status()).isEmpty();
    }
}
