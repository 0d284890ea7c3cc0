package org.jmlmmj.maintd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DigestThreadsTest {
    private final List<DigestPost> posts = new ArrayList<>();

    private DigestThreadsTest post(String subject, String id, String... references) {
        long number = posts.size() + 1L;
        posts.add(new DigestPost(
                number,
                Path.of("unused"),
                subject,
                "P" + number,
                id.isEmpty() ? Optional.empty() : Optional.of(id),
                Arrays.asList(references)));
        return this;
    }

    private String threads() {
        List<String> lines = DigestThreads.of(posts, "[birds] ").lines();
        return String.join("|", lines).replace("      ", "");
    }

    @Test
    void posts_with_equal_subjects_belong_together() {
        post("Owls", "<1>").post("Swans", "<2>").post("owls", "<3>");
        assertThat(threads()).isEqualTo("Owls|1 - P1|3 - P3||Swans|2 - P2|");
    }

    @Test
    void prefix_of_the_list_makes_no_difference() {
        post("[birds] Owls", "<1>").post("[birds] Re: Owls", "<2>").post("Owls", "<3>");
        assertThat(threads()).isEqualTo("[birds] Owls|1 - P1|2 - P2|3 - P3|");
    }

    @Test
    void answers_belong_to_what_they_answer_whatever_their_subject() {
        post("Owls", "<1>").post("Swans", "<2>").post("Something else", "<3>", "<1>");
        assertThat(threads()).isEqualTo("Owls|1 - P1|3 - P3||Swans|2 - P2|");
    }

    @Test
    void answers_to_a_post_of_an_earlier_digest_belong_together() {
        post("One", "<1>", "<old>").post("Two", "<2>", "<old>");
        assertThat(threads()).isEqualTo("One|1 - P1|2 - P2|");
    }

    @Test
    void post_may_join_two_threads() {
        post("One", "<1>").post("Two", "<2>").post("Three", "<3>").post("All", "<4>", "<3>", "<1>");
        assertThat(threads()).isEqualTo("One|1 - P1|3 - P3|4 - P4||Two|2 - P2|");
    }

    @Test
    void posts_without_subject_are_no_thread() {
        post(DigestPost.NO_SUBJECT, "").post(DigestPost.NO_SUBJECT, "");
        assertThat(threads()).isEqualTo("no subject|1 - P1||no subject|2 - P2|");
    }
}
