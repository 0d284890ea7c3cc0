package org.jmlmmj.core.subscriber;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.MemoryFolder;
import org.jmlmmj.core.test.disk.PowerLoss;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Power losses after every step of a change of subscribers: none is lost, doubled or cut short. */
class SubscriberPowerLossTest {
    private static final List<String> FOLDERS = List.of("subscribers.d", "digesters.d", "nomailsubs.d");

    /** As long as it takes until the next address crosses the end of a page. */
    private static final int LINES = 4096 / 17 - 1;

    @TempDir(factory = MemoryFolder.class)
    Path folder;

    private final Set<String> known = new HashSet<>();
    private PowerLoss power;
    private ListFixture files;
    private MailingList list;

    @BeforeEach
    void makeList() throws IOException {
        power = PowerLoss.in(folder);
        files = ListFixture.in(power.disk());
        StringBuilder content = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            String address = "b%03d@example.org".formatted(i);
            known.add(address);
            content.append(address).append('\n');
        }
        files.file("subscribers.d/b", content.toString());
        list = files.open();
        power.begin();
        power.promise(this::holdsOnlyWholeAddresses);
    }

    @AfterEach
    void failEverywhere() throws Exception {
        assertThat(power.lose()).isGreaterThan(10);
    }

    private void holdsOnlyWholeAddresses(Path disk) {
        ListFixture left = ListFixture.of(disk.resolve("birds"));
        for (String name : FOLDERS) {
            List<String> lines = lines(left, name);
            assertThat(lines).isSubsetOf(known).doesNotHaveDuplicates();
        }
    }

    private static List<String> lines(ListFixture left, String subfolder) {
        List<String> lines = new ArrayList<>();
        for (String name : left.names(subfolder)) {
            // What readers take for addresses: where octets never reached the disk are NULs.
            left.content(subfolder + "/" + name)
                    .lines()
                    .filter(line -> EmailAddress.parse(line).isPresent())
                    .forEach(lines::add);
        }
        return lines;
    }

    private void promise(String subfolder, String... addresses) {
        power.promise(disk -> assertThat(lines(ListFixture.of(disk.resolve("birds")), subfolder))
                .contains(addresses));
    }

    private static String[] array(Set<String> addresses) {
        return addresses.toArray(String[]::new);
    }

    @Test
    void joining_cuts_no_address_short() throws IOException {
        promise("subscribers.d", array(known));
        for (int i = 0; i < 4; i++) {
            String address = "b.new.one.%d@example.org".formatted(i);
            known.add(address);
            list.subscribers().subscribe(EmailAddress.of(address), Version.NORMAL);
            promise("subscribers.d", address);
        }
    }

    @Test
    void first_of_a_file_is_safe() throws IOException {
        known.add("ann@example.org");
        list.subscribers().subscribe(EmailAddress.of("ann@example.org"), Version.BOTH);
        promise("subscribers.d", "ann@example.org");
        promise("digesters.d", "ann@example.org");
    }

    @Test
    void leaving_takes_nobody_else_along() throws IOException {
        Set<String> others = new HashSet<>(known);
        others.remove("b007@example.org");
        promise("subscribers.d", array(others));
        list.subscribers()
                .unsubscribe(
                        EmailAddress.of("b007@example.org"),
                        List.of(list.subscribers().normal()));
        power.promise(disk -> assertThat(lines(ListFixture.of(disk.resolve("birds")), "subscribers.d"))
                .doesNotContain("b007@example.org"));
    }

    @Test
    void last_of_a_file_leaves_for_good() throws IOException {
        files.lines("nomailsubs.d", "zoe@example.org");
        known.add("zoe@example.org");
        power.begin();
        power.promise(this::holdsOnlyWholeAddresses);
        list.subscribers()
                .unsubscribe(
                        EmailAddress.of("zoe@example.org"), list.subscribers().all());
        power.promise(disk -> assertThat(lines(ListFixture.of(disk.resolve("birds")), "nomailsubs.d"))
                .isEmpty());
    }

    @Test
    void changing_the_version_leaves_nobody_without_one() throws IOException {
        power.promise(disk -> {
            MailingList left = ListFixture.of(disk.resolve("birds")).open();
            assertThat(left.subscribers().contain(EmailAddress.of("b007@example.org")))
                    .isTrue();
        });
        list.subscribers().subscribe(EmailAddress.of("b007@example.org"), Version.DIGEST);
        promise("digesters.d", "b007@example.org");
    }

    @Test
    void import_of_many_loses_nobody() throws IOException {
        promise("subscribers.d", array(known));
        AddressSet many = new AddressSet(1);
        for (int i = 0; i < 300; i++) {
            String address = (i % 2 == 0 ? "b" : "c") + ".imported." + i + "@example.org";
            many.add(EmailAddress.of(address));
            known.add(address);
        }
        new BulkSubscription(
                        list.subscribers(),
                        many,
                        (done, total) -> assertThat(done).isPositive())
                .subscribe(Version.NORMAL, before -> true);
        promise("subscribers.d", array(known));
    }
}
