package org.jmlmmj.core.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.text.ItemSource.Items;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BounceNumbersTest {
    @TempDir
    private Path folder;

    private List<String> numbers(Path record) throws IOException {
        List<String> numbers = new ArrayList<>();
        try (Items items = new BounceNumbers(record).open()) {
            for (Optional<String> item = items.next(); item.isPresent(); item = items.next()) {
                numbers.add(item.get());
            }
        }
        return numbers;
    }

    @ParameterizedTest
    @CsvSource({
        "'41:1 # x\n43:2 # y\n',[41; 43]",
        "'41:1 # x\n\n43:2 # y\n',[41]",
        "'41:1 # x\nbroken\n43:2 # y\n',[41]",
        "'41:1 # x\n43:2',[41; 43]",
        "'',[]"
    })
    void are_before_the_colon_up_to_the_first_line_without_one(String record, String expected) throws IOException {
        Path file = Files.writeString(folder.resolve("ann=example.net"), record);

        assertThat(numbers(file)).hasToString(expected.replace(';', ','));
    }

    @Test
    void are_none_if_there_is_no_record() throws IOException {
        assertThat(numbers(folder.resolve("nobody=example.net"))).isEmpty();
    }
}
