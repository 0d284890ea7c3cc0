package org.jmlmmj.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.jmlmmj.send.smtp.EnhancedStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {
    private Judge judge;

    @BeforeEach
    void loadPhrases() throws IOException {
        judge = new Judge(Phrases.load());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // code of the report | words | class | code of the judgement
                "5.1.1 | '' | PERMANENT | 5.1.1",
                "5.2.2 | '' | TRANSIENT | 5.2.2",
                "5.3.1 | '' | TRANSIENT | 5.3.1",
                "5.3.2 | '' | PERMANENT | 5.3.2",
                "5.4.7 | '' | TRANSIENT | 5.4.7",
                "5.7.1 | '' | POLICY | 5.7.1",
                "5.7.1 | user unknown | PERMANENT | 5.7.1",
                "5.1.1 | mailbox full | PERMANENT | 5.1.1",
                "5.0.0 | 552 5.2.2 no | TRANSIENT | 5.2.2",
                "5.0.0 | user unknown | PERMANENT | 5.1.1",
                "4.0.0 | '' | TRANSIENT | 4.0.0",
                "5.0.0 | '' | PERMANENT | 5.0.0",
                "4.0.0 | 550 no | PERMANENT | 4.0.0",
                "5.0.0 | 552 no | TRANSIENT | 5.0.0",
                "     | 450 4.0.0 no | TRANSIENT | 4.0.0",
                "     | 450 no | TRANSIENT | ",
                "     | no | PERMANENT | ",
            })
    void weighs_code_and_words(String reported, String words, BounceClass kind, String status) {
        Judge.Judgement judgement = judge.judge(Optional.ofNullable(reported).flatMap(EnhancedStatus::parse), words);
        assertThat(judgement.kind()).isEqualTo(kind);
        assertThat(judgement.status().map(EnhancedStatus::toString)).isEqualTo(Optional.ofNullable(status));
    }
}
