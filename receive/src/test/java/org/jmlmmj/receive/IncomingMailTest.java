package org.jmlmmj.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ListAddress;
import org.jmlmmj.core.message.HeaderReader;
import org.junit.jupiter.api.Test;

class IncomingMailTest {
    private static final List<ListAddress> LISTS = List.of(
            new ListAddress(EmailAddress.of("birds@example.org"), "+"),
            new ListAddress(EmailAddress.of("voegel@example.net"), "+"));

    private static IncomingMail mail(Map<String, String> environment, String... headers) throws IOException {
        return mail(LISTS, environment, headers);
    }

    private static IncomingMail mail(List<ListAddress> lists, Map<String, String> environment, String... headers)
            throws IOException {
        String text = String.join("\n", headers) + "\n\nbody\n";
        return IncomingMail.of(
                HeaderReader.read(new ByteArrayInputStream(text.getBytes(UTF_8))),
                text.length(),
                EnvelopeVariables.of(environment),
                lists);
    }

    @Test
    void takes_the_extension_from_the_environment_even_if_it_is_empty() throws IOException {
        assertThat(mail(Map.of("EXTENSION", "help"), "To: birds+faq@example.org")
                        .extension())
                .isEqualTo("help");
        assertThat(mail(Map.of("EXTENSION", ""), "To: birds+faq@example.org").extension())
                .isEmpty();
        assertThat(mail(Map.of("DEFAULT", "a", "EXTENSION", "b"), "To: x@y").extension())
                .isEqualTo("a");
        assertThat(mail(Map.of("LOCAL_PART_SUFFIX", "+help"), "To: x@y").extension())
                .isEqualTo("help");
    }

    @Test
    void the_topmost_delivered_to_decides_even_without_extension() throws IOException {
        assertThat(mail(Map.of(), "Delivered-To: birds@example.org", "To: birds+subscribe@example.org")
                        .extension())
                .isEmpty();
        assertThat(mail(
                                Map.of(),
                                "Delivered-To: other@example.org",
                                "Delivered-To: birds+unsubscribe@example.org",
                                "To: birds@example.org")
                        .extension())
                .isEmpty();
    }

    @Test
    void x_original_to_comes_after_delivered_to_and_before_to() throws IOException {
        assertThat(mail(Map.of(), "X-Original-To: birds+help@example.org", "To: birds@example.org")
                        .extension())
                .isEqualTo("help");
        assertThat(mail(
                                Map.of(),
                                "X-Original-To: birds+help@example.org",
                                "Delivered-To: birds+faq@example.org",
                                "To: x@y")
                        .extension())
                .isEqualTo("faq");
    }

    @Test
    void every_list_address_counts_in_any_case() throws IOException {
        assertThat(mail(Map.of(), "To: Voegel+Subscribe@EXAMPLE.net").extension())
                .isEqualTo("Subscribe");
    }

    @Test
    void the_first_address_of_to_that_belongs_to_the_list_decides() throws IOException {
        assertThat(mail(Map.of(), "To: x@y, birds+get-7@example.org, birds@example.org")
                        .extension())
                .isEqualTo("get-7");
        assertThat(mail(Map.of(), "Cc: birds+help@example.org", "To: birds@example.org")
                        .extension())
                .isEmpty();
    }

    @Test
    void a_list_may_have_a_long_delimiter_or_one_that_stands_in_its_name() throws IOException {
        List<ListAddress> lists = List.of(new ListAddress(EmailAddress.of("my-birds@example.org"), "-"));
        assertThat(mail(lists, Map.of(), "To: my-birds-help@example.org").extension())
                .isEqualTo("help");
        lists = List.of(new ListAddress(EmailAddress.of("birds@example.org"), "--"));
        assertThat(mail(lists, Map.of(), "To: birds--help@example.org").extension())
                .isEqualTo("help");
        assertThat(mail(lists, Map.of(), "To: birds-help@example.org").extension())
                .isEmpty();
    }

    @Test
    void knows_whether_the_list_is_in_to_or_cc() throws IOException {
        assertThat(mail(Map.of(), "To: Birds <birds+x@example.org>").namesList())
                .isTrue();
        assertThat(mail(Map.of(), "Cc: a@b, birds@example.org").namesList()).isTrue();
        assertThat(mail(Map.of(), "Bcc: birds@example.org", "Delivered-To: birds@example.org")
                        .namesList())
                .isFalse();
        assertThat(mail(Map.of(), "To: birds@example.org.evil").namesList()).isFalse();
    }

    @Test
    void the_envelope_sender_comes_from_the_environment_or_the_topmost_return_path() throws IOException {
        assertThat(mail(Map.of("SENDER", "a@b"), "Return-Path: <c@d>").sender().value())
                .isEqualTo("a@b");
        assertThat(mail(Map.of(), "Return-Path: <c@d>", "Return-Path: <e@f>")
                        .sender()
                        .value())
                .isEqualTo("c@d");
    }

    @Test
    void no_sender_an_empty_one_and_qmails_bounce_sender_are_null_senders() throws IOException {
        assertThat(mail(Map.of(), "To: x@y").hasNullSender()).isTrue();
        assertThat(mail(Map.of("SENDER", ""), "Return-Path: <a@b>").hasNullSender())
                .isTrue();
        assertThat(mail(Map.of(), "Return-Path: <>").hasNullSender()).isTrue();
        assertThat(mail(Map.of("SENDER", "#@[]")).hasNullSender()).isTrue();
        assertThat(mail(Map.of("SENDER", "MAILER-DAEMON")).hasNullSender()).isTrue();
        assertThat(mail(Map.of("SENDER", "a b@c")).hasNullSender()).isFalse();
        assertThat(mail(Map.of("SENDER", "a b@c")).sender().isEmpty()).isTrue();
    }

    @Test
    void authors_are_the_addresses_of_every_from_header_and_an_empty_one_is_none() throws IOException {
        assertThat(mail(Map.of(), "From: a@b", "From: c@d").authors()).hasSize(2);
        assertThat(mail(Map.of(), "From: <>").authors()).isEmpty();
        assertThat(mail(Map.of(), "From: \"Doe, Jo\" <jo@x.org>").authors())
                .containsExactly(EmailAddress.of("jo@x.org"));
    }

    @Test
    void the_subject_is_decoded_and_stays_data() throws IOException {
        assertThat(mail(Map.of(), "Subject: =?utf-8?q?a=0Ab?= $control x$").subject())
                .isEqualTo("a\nb $control x$");
        assertThat(mail(Map.of(), "To: x@y").subject()).isEmpty();
    }
}
