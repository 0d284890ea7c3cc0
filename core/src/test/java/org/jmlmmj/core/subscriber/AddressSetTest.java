package org.jmlmmj.core.subscriber;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jmlmmj.core.address.EmailAddress;
import org.junit.jupiter.api.Test;

class AddressSetTest {
    private static EmailAddress address(int i) {
        return EmailAddress.of("user" + i + "@example.net");
    }

    private static int find(AddressSet set, String text) {
        byte[] octets = ("xx" + text + "xx").getBytes(UTF_8);
        return set.find(octets, 2, octets.length - 4);
    }

    @Test
    void numbers_addresses_in_their_order_and_takes_each_once_in_any_case() {
        AddressSet set = new AddressSet(7);
        assertThat(set.add(EmailAddress.of("Joe@Example.NET"))).isZero();
        assertThat(set.add(EmailAddress.of("ann@example.net"))).isEqualTo(1);
        assertThat(set.add(EmailAddress.of("joe@example.net"))).isEqualTo(~0);
        assertThat(set.size()).isEqualTo(2);
        assertThat(set.address(0).value()).isEqualTo("joe@example.net");
    }

    @Test
    void finds_lines_in_any_ascii_case_and_nothing_that_only_begins_alike() {
        AddressSet set = new AddressSet(7);
        set.add(EmailAddress.of("j\u00e9@example.net"));
        assertThat(find(set, "J\u00e9@EXAMPLE.net")).isZero();
        assertThat(find(set, "j\u00c9@example.net")).isEqualTo(-1);
        assertThat(find(set, "j\u00e9@example.ne")).isEqualTo(-1);
        assertThat(find(set, "j\u00e9@example.nett")).isEqualTo(-1);
        assertThat(find(set, "")).isEqualTo(-1);
        assertThat(find(set, "x".repeat(100_000))).isEqualTo(-1);
    }

    @Test
    void small_set_takes_little_memory_and_a_large_one_not_much_more_than_its_addresses() {
        AddressSet set = new AddressSet(7);
        set.add(address(0));
        assertThat(set.octets()).isLessThan(2048);

        long octets = 0;
        for (int i = 1; i < 100_000; i++) {
            set.add(address(i));
            octets += address(i).value().length();
        }
        assertThat(set.octets()).isBetween((int) octets, (int) octets + 100_000 * 24);
        assertThat(set.find(address(0))).isZero();
        assertThat(set.address(99_999)).isEqualTo(address(99_999));
    }

    @Test
    void keeps_longest_addresses_apart_across_its_blocks() {
        AddressSet set = new AddressSet(7);
        List<EmailAddress> all = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            String local = "x".repeat(242 - String.valueOf(i).length()) + i;
            all.add(EmailAddress.of(local + "@example.net"));
        }
        assertThat(all.get(0).value()).hasSize(EmailAddress.MAX_OCTETS);
        for (int i = 0; i < all.size(); i++) {
            assertThat(set.add(all.get(i))).isEqualTo(i);
        }
        for (int i = 0; i < all.size(); i++) {
            assertThat(set.address(i)).isEqualTo(all.get(i));
            assertThat(find(set, all.get(i).value())).isEqualTo(i);
        }
    }

    @Property(tries = 100)
    void holds_what_a_list_without_repetitions_holds(
            @ForAll long seed, @ForAll @Size(max = 500) List<@IntRange(max = 300) Integer> numbers) {
        AddressSet set = new AddressSet(seed);
        List<EmailAddress> expected = new ArrayList<>();
        for (int number : numbers) {
            EmailAddress address = address(number);
            int known = expected.indexOf(address);
            assertThat(set.add(address)).isEqualTo(known < 0 ? expected.size() : ~known);
            if (known < 0) {
                expected.add(address);
            }
        }
        assertThat(set.size()).isEqualTo(expected.size());
        for (int number = 0; number <= 300; number++) {
            assertThat(find(set, address(number).value())).isEqualTo(expected.indexOf(address(number)));
        }
    }
}
