package org.jmlmmj.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.reply.AdminMailWriter;
import org.jmlmmj.core.subscriber.AddressSet;
import org.jmlmmj.core.subscriber.Reason;
import org.jmlmmj.core.subscriber.Version;
import org.jmlmmj.core.subscription.Change.Outcome;
import org.jmlmmj.core.subscription.SubscriptionRules.Wish;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.MemoryFolder;
import org.jmlmmj.core.test.NamedTexts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many people asked at once to confirm, or the gatekeepers about them. */
class BulkRequestsTest {
    private static final int MANY = 50;
    private static final Joining.Courtesy SILENT = new Joining.Courtesy(false, false, false);

    @TempDir(factory = MemoryFolder.class)
    private Path folder;

    private EngineFixture engine;
    private ListFixture list;
    private final AtomicInteger confirmationScans = new AtomicInteger();
    private final AtomicInteger permissionScans = new AtomicInteger();

    @BeforeEach
    void makeList() {
        engine = EngineFixture.in(folder, NamedTexts.library(folder.resolve("library")));
        list = engine.files();
    }

    private static AddressSet people() {
        AddressSet people = new AddressSet(1);
        IntStream.range(0, MANY).forEach(i -> people.add(EmailAddress.of("u" + i + "@example.net")));
        return people;
    }

    private static BulkCourse course() {
        return new BulkCourse(mails -> {}, (done, all) -> {}, (done, all) -> {});
    }

    private static RequestIndex.Folder counted(RequestIndex.Folder requests, AtomicInteger scans) {
        return reader -> {
            scans.incrementAndGet();
            requests.each(reader);
        };
    }

    private Tally subscribe(Reason reason, boolean confirm) throws IOException {
        MailingList opened = engine.open();
        AdminMailWriter writer = engine.writer(opened);
        return new BulkJoining(
                        opened,
                        writer,
                        counted(opened.joinConfirmations()::each, confirmationScans),
                        counted(opened.subscriptionRequests()::each, permissionScans))
                .subscribe(people(), new Wish(Version.NORMAL, reason, confirm, false), SILENT, course());
    }

    private Tally unsubscribe() throws IOException {
        MailingList opened = engine.open();
        return new BulkLeaving(
                        opened, engine.writer(opened), counted(opened.leaveConfirmations()::each, confirmationScans))
                .unsubscribe(
                        people(),
                        new Leaving.Wish(Optional.empty(), Reason.ADMIN, true),
                        new Leaving.Courtesy(false, false, false),
                        course());
    }

    @Test
    void asking_many_to_confirm_reads_the_requests_that_wait_once() throws IOException {
        assertThat(subscribe(Reason.ADMIN, true).of(Outcome.CONFIRMATION_ASKED)).isEqualTo(MANY);
        assertThat(confirmationScans).hasValue(1);
        assertThat(permissionScans).hasValue(0);
        assertThat(list.names("subconf")).hasSize(MANY);
    }

    @Test
    void asking_gatekeepers_about_many_reads_the_requests_that_wait_once() throws IOException {
        list.control("submod", "guard@example.net\n");
        assertThat(subscribe(Reason.ADMIN, false).of(Outcome.GATEKEEPERS_ASKED)).isEqualTo(MANY);
        assertThat(permissionScans).hasValue(1);
        assertThat(confirmationScans).hasValue(0);
        assertThat(list.names("moderation")).hasSize(MANY);
    }

    @Test
    void asking_many_to_confirm_that_they_leave_reads_the_requests_that_wait_once() throws IOException {
        IntStream.range(0, MANY).forEach(i -> list.subscribers("u" + i + "@example.net"));
        list.file("unsubconf/0123456789abcdef", "u7@example.net");
        assertThat(unsubscribe().of(Outcome.CONFIRMATION_ASKED)).isEqualTo(MANY);
        assertThat(confirmationScans).hasValue(1);
        assertThat(list.names("unsubconf")).hasSize(MANY).doesNotContain("0123456789abcdef");
    }

    @Test
    void nobody_is_looked_for_when_nobody_is_asked() throws IOException {
        assertThat(subscribe(Reason.ADMIN, false).of(Outcome.SUBSCRIBED)).isEqualTo(MANY);
        assertThat(confirmationScans).hasValue(0);
        assertThat(permissionScans).hasValue(0);
    }

    @Test
    void older_requests_of_the_same_people_are_void_and_others_stay() throws IOException {
        list.file("subconf/0123456789abcdef", "U7@example.net")
                .file("subconf/1123456789abcdef", "u7@example.net")
                .file("subconf/2123456789abcdef", "stranger@example.net");
        subscribe(Reason.ADMIN, true);
        List<String> cookies = list.names("subconf");
        assertThat(cookies)
                .hasSize(MANY + 1)
                .contains("2123456789abcdef")
                .doesNotContain("0123456789abcdef", "1123456789abcdef");
        subscribe(Reason.ADMIN, true);
        assertThat(list.names("subconf"))
                .hasSize(MANY + 1)
                .doesNotContainAnyElementsOf(cookies.stream()
                        .filter(cookie -> !cookie.startsWith("2123456789abcdef"))
                        .toList());
    }

    @Test
    void people_who_were_asked_a_short_while_ago_are_not_asked_again() throws IOException {
        assertThat(subscribe(Reason.REQUEST, true).of(Outcome.CONFIRMATION_ASKED))
                .isEqualTo(MANY);
        List<String> cookies = list.names("subconf");
        assertThat(subscribe(Reason.REQUEST, true).of(Outcome.CONFIRMATION_WAITS))
                .isEqualTo(MANY);
        assertThat(list.names("subconf")).containsExactlyInAnyOrderElementsOf(cookies);
    }

    @Test
    void gatekeepers_may_still_use_the_cookie_of_their_first_mail() throws IOException {
        list.control("submod", "guard@example.net\n")
                .file("moderation/subscribe0123456789abcdef", "u7@example.net\nSUB_NORMAL\n")
                .file("moderation/subscribe1123456789abcdef", "u8@example.net\nSUB_DIGEST\n");
        subscribe(Reason.ADMIN, false);
        assertThat(list.names("moderation"))
                .hasSize(MANY)
                .contains("subscribe0123456789abcdef")
                .doesNotContain("subscribe1123456789abcdef");
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe0123456789abcdef", "subscribe1123456789abcdef"})
    void of_two_requests_for_the_same_the_newer_one_stays(String newer) throws IOException {
        list.control("submod", "guard@example.net\n")
                .file("moderation/subscribe0123456789abcdef", "u7@example.net\nSUB_NORMAL\n")
                .file("moderation/subscribe1123456789abcdef", "u7@example.net\nSUB_NORMAL\n");
        for (String name : list.names("moderation")) {
            Instant since = ListFixture.NOON.minus(Duration.ofDays(name.equals(newer) ? 1 : 2));
            Files.setLastModifiedTime(list.path("moderation/" + name), FileTime.from(since));
        }
        subscribe(Reason.ADMIN, false);
        assertThat(list.names("moderation"))
                .hasSize(MANY)
                .filteredOn(name -> name.endsWith("123456789abcdef"))
                .containsExactly(newer);
    }

    @Test
    void telling_many_that_they_are_subscribed_takes_no_answers_from_people_who_write() throws IOException {
        IntStream.range(0, MANY).forEach(i -> list.subscribers("u" + i + "@example.net"));
        list.control("maxanswers", "1\n");
        for (int times = 0; times < 2; times++) {
            MailingList opened = engine.open();
            Tally tally = new BulkJoining(opened, engine.writer(opened))
                    .subscribe(
                            people(),
                            new Wish(Version.NORMAL, Reason.ADMIN, false, false),
                            new Joining.Courtesy(false, true, false),
                            course());
            assertThat(tally.of(Outcome.ALREADY_SUBSCRIBED)).isEqualTo(MANY);
        }
        assertThat(list.names("queue"))
                .filteredOn(name -> name.endsWith(".reciptto"))
                .hasSize(2 * MANY);
        assertThat(list.path(".answers")).doesNotExist();
    }
}
