package org.jmlmmj.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsOrderTest {
    private static Options parse(String... arguments) throws UsageException {
        return Options.parse("sdnL:", List.of(arguments));
    }

    @Test
    void last_of_several_options_is_the_one_given_last_even_if_given_before() throws UsageException {
        assertThat(parse("-s", "-d").last("sdn")).contains('d');
        assertThat(parse("-d", "-s", "-L", "x", "-d").last("sdn")).contains('d');
        assertThat(parse("-dsL", "x").last("sdn")).contains('s');
    }

    @Test
    void last_of_options_that_were_not_given_is_none() throws UsageException {
        assertThat(parse("-L", "sdn").last("sdn")).isEmpty();
    }

    @Test
    void option_given_twice_counts_once_and_keeps_its_last_value() throws UsageException {
        Options options = parse("-dd", "-L", "a", "-s", "-L", "b");
        assertThat(options.count("sdn")).isEqualTo(2);
        assertThat(options.value('L')).contains("b");
    }
}
