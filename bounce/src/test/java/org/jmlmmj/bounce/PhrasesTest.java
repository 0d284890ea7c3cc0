package org.jmlmmj.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.send.smtp.EnhancedStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhrasesTest {
    private Phrases phrases;

    @BeforeEach
    void load() throws IOException {
        phrases = Phrases.load();
    }

    @ParameterizedTest
    @CsvSource({"The USER\tunknown here, 5.1.1", "no such  mailbox, 5.1.1", "mailbox full, 5.2.2"})
    void words_stand_for_a_code(String words, String status) {
        assertThat(phrases.meaning(words).map(EnhancedStatus::toString)).contains(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "see you on Sunday", "# What mail servers"})
    void other_words_mean_nothing(String words) {
        assertThat(phrases.meaning(words)).isEmpty();
    }

    @Test
    void sections_hold_phrases_without_the_remarks_of_their_author() {
        for (String section : List.of(
                Phrases.FAILURE,
                Phrases.DELAY,
                Phrases.END,
                Phrases.RECIPIENT,
                Phrases.REPLY_SUBJECT,
                Phrases.BOUNCE_SUBJECT)) {
            assertThat(phrases.of(section)).as(section).isNotEmpty().noneMatch(String::isBlank);
            assertThat(phrases.of(section)).as(section).noneMatch(phrase -> phrase.matches("(# |\\[).*"));
        }
        assertThat(phrases.of("nothing")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"' A\u00a0\t B ', a b", "Couldn\u2019t \u2018x\u2018, couldn't 'x'", "'', ''"})
    void folds_to_lower_case_single_blanks_and_straight_quotes(String text, String folded) {
        assertThat(Phrases.fold(text)).isEqualTo(folded);
    }

    @ParameterizedTest
    @CsvSource({
        "not delivered, not delivered, 0",
        "not delivered, it was not delivered, 7",
        "delivery to @ failed, delivery to joe@example.net failed, 0",
        "delivery to @ failed, 'the delivery to \"joe@example.net\", failed', 4",
        "delivery to @ failed, 'delivery to ''joe@example.net'' failed', 0",
        "failed to deliver to @, failed to deliver to joe@example.net, 0",
        "failed to deliver to @, failed to deliver to joe@example.net on monday, 0",
        "@ is unknown, joe@example.net is unknown, 0",
    })
    void a_phrase_occurs_somewhere_with_the_address_in_its_place(String phrase, String text, int from) {
        Optional<EmailAddress> recipient =
                phrase.contains("@") ? Optional.of(EmailAddress.of("joe@example.net")) : Optional.empty();
        assertThat(PhraseMatch.of(phrase, text)).contains(new PhraseMatch(from, recipient));
    }

    @ParameterizedTest
    @CsvSource({
        "not delivered, delivered",
        "delivery to @ failed, delivery to joe@example.net succeeded",
        "delivery to @ failed, 'delivery to '' failed'",
        "delivery to @ failed, delivery to joe failed",
        "failed to deliver to @, failed to deliver",
        "failed to deliver to @, 'failed to deliver to '",
    })
    void a_phrase_without_its_words_or_its_address_does_not_occur(String phrase, String text) {
        assertThat(PhraseMatch.of(phrase, text)).isEmpty();
    }
}
