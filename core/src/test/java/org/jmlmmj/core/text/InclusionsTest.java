package org.jmlmmj.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How often and how deep texts may include each other: hostile ones must end. */
class InclusionsTest {
    private static final int MEBIBYTE = 1024 * 1024;

    private final Inclusions inclusions = new Inclusions();

    private static ParsedText text(String source, int octets) {
        return ParsedText.of(source, new byte[octets]);
    }

    @Test
    void text_may_be_included_again_once_it_is_left_but_not_inside_itself() {
        assertThat(inclusions.enter(text("a", 1))).isEmpty();
        assertThat(inclusions.enter(text("b", 1))).isEmpty();
        assertThat(inclusions.enter(text("a", 1))).contains("includes itself");
        inclusions.leave();
        assertThat(inclusions.enter(text("b", 1))).isEmpty();
    }

    @Test
    void depth_is_limited() {
        int level = 0;
        while (inclusions.enter(text("level " + level, 1)).isEmpty()) {
            level++;
        }
        assertThat(inclusions.enter(text("one more", 1)))
                .contains("is included more than " + (level - 1) + " levels deep");
        inclusions.leave();
        assertThat(inclusions.enter(text("one more", 1))).isEmpty();
    }

    @Test
    void sixteen_mebibytes_in_all_and_no_octet_more() {
        for (int i = 0; i < 15; i++) {
            assertThat(inclusions.enter(text("large", MEBIBYTE))).isEmpty();
            inclusions.leave();
        }
        assertThat(inclusions.enter(text("large", MEBIBYTE + 1))).contains("is one inclusion too many");
        assertThat(inclusions.enter(text("large", MEBIBYTE))).isEmpty();
        inclusions.leave();
        assertThat(inclusions.enter(text("empty", 0))).isEmpty();
        inclusions.leave();
        assertThat(inclusions.enter(text("small", 1))).contains("is one inclusion too many");
    }

    @Test
    void number_of_empty_texts_is_limited_too() {
        int count = 0;
        while (count < MEBIBYTE && inclusions.enter(text("empty", 0)).isEmpty()) {
            inclusions.leave();
            count++;
        }
        assertThat(count).isBetween(100, 100_000);
    }
}
