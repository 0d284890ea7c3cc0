package org.jmlmmj.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile headers and thoughtless expressions: bounded time, memory and stack. */
@Timeout(60)
class PosixPatternLimitsTest {
    private static final int LARGE_HEADER = 100 * 1024;

    /** What a thread of a small machine has; RE2/J and the translation recurse. */
    private static final long SMALL_STACK = 512 * 1024;

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "(a|aa)+$", "((a*)*)*$", "(a*)*b", "(.*)*x$", "(a?){30}a{30}$", "\\<(a+)+\\>$"})
    void hostile_header_costs_only_linear_time(String expression) {
        PosixPattern pattern = PosixPattern.of(expression);

        // A backtracking search would not come back within the life of the sun.
        boolean found = pattern.isIn("a".repeat(LARGE_HEADER) + "!");

        assertThat(found).isEqualTo(expression.equals("((a*)*)*$"));
        assertThat(pattern.stepsPerOctet()).isLessThan(200);
    }

    @Test
    void steps_count_all_characters_that_the_search_engine_sees() {
        // Telling word ends needs three characters per octet.
        assertThat(PosixPattern.of("\\<abc").stepsPerOctet())
                .isGreaterThan(3 * PosixPattern.of("\\babc").stepsPerOctet());
    }

    @Test
    void hostile_header_of_ten_megabytes_is_searched() {
        assertThat(PosixPattern.of("(a+)+$").isIn("a".repeat(10_000_000) + "!")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{1000}){1000}){1000}",
                "((a{32767}){32767}){32767}",
                "((((((((a{30}){30}){30}){30}){30}){30}){30}){30}){30}",
                "a{9}{9}{9}{9}{9}{9}{9}{9}{9}{9}{9}{9}{9}{9}{9}{9}{9}{9}{9}{9}{9}{9}",
                "(a{0,1000}){0,1000}",
                "(a{1000,}){1000,}",
                "a{2501}"
            })
    void refuses_large_counts_within_counts(String expression) {
        assertThatThrownBy(() -> PosixPattern.of(expression))
                .isInstanceOf(UnusablePatternException.class)
                .hasMessageContaining("too large");
    }

    @Test
    void refuses_deep_nesting() {
        assertRefused("(".repeat(5000) + "a" + ")".repeat(5000), "within each other");
        assertRefused("(".repeat(5000), "within each other");
        assertRefused("a" + "*".repeat(5000), "within each other");
        assertRefused("a" + "+?".repeat(5000), "within each other");
        assertRefused("a" + "(b".repeat(300) + ")+".repeat(300), "within each other");
    }

    @Test
    void takes_what_is_just_within_the_limits() {
        int groups = PosixParser.MOST_LEVELS;
        assertThat(PosixPattern.of("(".repeat(groups) + "a" + ")".repeat(groups))
                        .isIn("a"))
                .isTrue();
        assertThat(PosixPattern.of("(".repeat(80) + "a+" + "b?)+".repeat(80)).isIn("a"))
                .isTrue();
        assertThat(PosixPattern.of("a{" + PosixParser.MOST_INSTRUCTIONS + "}").isIn("a".repeat(2501)))
                .isTrue();
    }

    @Test
    void refuses_long_expressions() {
        assertRefused("[" + "a".repeat(PosixParser.MOST_OCTETS) + "]", "longer than");
        assertRefused("a".repeat(PosixParser.MOST_OCTETS), "too large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a?){1240}", "((\\<)?){830}b", "((a|)(b|)){410}", "a{,1240}"})
    void small_stack_is_enough(String expression) throws Exception {
        CompletableFuture<Boolean> found = new CompletableFuture<>();
        Thread thread = new Thread(
                null,
                () -> found.complete(PosixPattern.of(expression).isIn("ab".repeat(1000))),
                "small stack",
                SMALL_STACK);
        thread.setUncaughtExceptionHandler((ignored, error) -> found.completeExceptionally(error));
        thread.start();

        assertThat(found.get(50, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void small_stack_is_enough_for_a_chain_of_optional_parts() throws Exception {
        small_stack_is_enough("a*".repeat(1240));
    }

    private static void assertRefused(String expression, String reason) {
        assertThatThrownBy(() -> PosixPattern.of(expression))
                .isInstanceOf(UnusablePatternException.class)
                .hasMessageContaining(reason);
    }
}
