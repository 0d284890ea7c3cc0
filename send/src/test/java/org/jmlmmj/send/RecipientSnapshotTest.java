package org.jmlmmj.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jmlmmj.core.address.Ascii;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.spool.Draft;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.Ownership;
import org.jmlmmj.core.spool.RandomNames;
import org.junit.jupiter.api.Test;

class RecipientSnapshotTest {
    private static final String HEAD = "head\n\n";

    /** What is written when these are added, and the answers. */
    private static String write(int slots, List<String> addresses, List<Boolean> answers) throws IOException {
        Path folder = Files.createTempDirectory("snapshot");
        DurableFiles files = new DurableFiles(folder, Ownership.of(folder), RandomNames.secure());
        try (Draft draft = files.draft()) {
            draft.write(HEAD.getBytes(StandardCharsets.US_ASCII));
            RecipientSnapshot snapshot = new RecipientSnapshot(draft, slots);
            for (String address : addresses) {
                answers.add(snapshot.add(EmailAddress.of(address)));
            }
            snapshot.flush();
            assertThat(snapshot.count())
                    .isEqualTo(answers.stream().filter(added -> added).count());
            return Files.readString(draft.path());
        } finally {
            Files.delete(folder);
        }
    }

    @Test
    void keeps_each_address_once_in_its_first_spelling() throws IOException {
        List<Boolean> answers = new ArrayList<>();
        assertThat(write(16, List.of("Ann@A.example", "bob@b.example", "ann@a.EXAMPLE", "ann@a.example.org"), answers))
                .isEqualTo(HEAD + "Ann@A.example\nbob@b.example\nann@a.example.org\n");
        assertThat(answers).containsExactly(true, true, false, true);
    }

    @Test
    void finds_duplicates_beyond_its_buffer() throws IOException {
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            addresses.add("subscriber" + i + "@x.example");
        }
        addresses.addAll(List.copyOf(addresses));
        List<Boolean> answers = new ArrayList<>();
        String written = write(2, addresses, answers);
        assertThat(answers.subList(0, 20_000)).doesNotContain(false);
        assertThat(answers.subList(20_000, 40_000)).doesNotContain(true);
        assertThat(written.lines().count()).isEqualTo(20_002);
    }

    @Provide
    static Arbitrary<List<String>> addresses() {
        return Arbitraries.strings()
                .withChars("aAbBüÜ")
                .ofMinLength(1)
                .ofMaxLength(3)
                .map(local -> local + "@x.y")
                .list()
                .ofMaxSize(80);
    }

    @Property(tries = 300)
    void is_what_a_set_would_be(@ForAll("addresses") List<String> addresses) throws IOException {
        Map<String, String> model = new LinkedHashMap<>();
        for (String address : addresses) {
            model.putIfAbsent(Ascii.lowerCase(address), address + "\n");
        }
        assertThat(write(2, addresses, new ArrayList<>())).isEqualTo(HEAD + String.join("", model.values()));
    }
}
