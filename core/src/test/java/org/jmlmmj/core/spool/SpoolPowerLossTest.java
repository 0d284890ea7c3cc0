package org.jmlmmj.core.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.MemoryFolder;
import org.jmlmmj.core.test.disk.PowerLoss;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Power losses after every step of what is done in the spool (issue "never lose a mail"; spec 01 §12). */
class SpoolPowerLossTest {
    private static final String MAIL = "From: bob@b.example\nSubject: hello\n\n" + "text\n".repeat(1000);
    private static final EmailAddress ANN = EmailAddress.of("ann@a.example");
    private static final EmailAddress CID = EmailAddress.of("cid@c.example");

    @TempDir(factory = MemoryFolder.class)
    Path folder;

    private PowerLoss power;
    private ListFixture files;
    private MailingList list;

    @BeforeEach
    void makeList() throws IOException {
        power = PowerLoss.in(folder);
        files = ListFixture.in(power.disk());
        list = files.open();
        power.begin();
    }

    /** A scenario that does nothing would prove nothing. */
    @AfterEach
    void failEverywhere() throws Exception {
        assertThat(power.lose()).isGreaterThan(7);
    }

    /** Looks at the list after the power failed. */
    private interface ListCheck {
        void check(ListFixture files, MailingList list) throws Exception;
    }

    private PowerLoss.Withdrawal promise(ListCheck check) {
        return power.promise(disk -> {
            ListFixture left = ListFixture.of(disk.resolve("birds"));
            check.check(left, left.open());
        });
    }

    private static ListCheck anyHolds(String content, String... names) {
        return (left, list) -> assertThat(names)
                .anyMatch(name -> left.has(name) && left.content(name).equals(content));
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Path store() throws IOException {
        return list.incoming().store(new ByteArrayInputStream(octets(MAIL)), octets("SENDER=bob\0"));
    }

    private Draft draft(String content) throws IOException {
        Draft draft = list.files().draft();
        draft.write(octets(content));
        return draft;
    }

    @Test
    void stored_mail_stays_with_its_envelope_until_the_next_stage_exists() throws IOException {
        Path mail = store();
        String incoming = "incoming/" + mail.getFileName();
        promise(anyHolds(MAIL, incoming, "queue/0123456789abcdef"));
        PowerLoss.Withdrawal envelope = promise((left, list) ->
                assertThat(Incoming.envelope(left.path(incoming))).hasValue(octets("SENDER=bob\0")));
        try (Draft draft = draft(MAIL)) {
            draft.publish(list.queue().mail("0123456789abcdef"));
        }
        promise(anyHolds(MAIL, "queue/0123456789abcdef"));
        envelope.withdraw();
        list.incoming().delete(mail);
        promise((left, list) -> assertThat(left.has(incoming)).isFalse());
    }

    @Test
    void mail_of_incoming_is_discarded_but_not_lost() throws IOException {
        Path mail = store();
        promise((left, list) -> {
            List<String> places = new ArrayList<>(
                    left.names("incoming").stream().map("incoming/"::concat).toList());
            left.names("queue/discarded").forEach(name -> places.add("queue/discarded/" + name));
            assertThat(places).anyMatch(place -> left.content(place).equals(MAIL));
        });
        list.queue().discard(mail);
        list.incoming().dropEnvelope(mail);
    }

    @Test
    void held_post_can_be_released_once_and_not_be_lost() throws IOException {
        Cookie cookie = new Cookie("0123456789abcdef");
        list.moderation().rememberPoster(cookie.value(), ANN);
        try (Draft draft = draft(MAIL)) {
            draft.publish(list.moderation().post(cookie.value()));
        }
        String waiting = "moderation/0123456789abcdef";
        promise(anyHolds(MAIL, waiting, waiting + ".sending"));
        promise((left, list) -> assertThat(list.moderation().poster(cookie)).hasValue(ANN));
        Optional<Path> taken = list.moderation().take(cookie, ListFixture.NOON);
        assertThat(taken).isPresent();
        promise((left, list) -> assertThat(left.names("moderation")).doesNotContain("0123456789abcdef"));
        promise((left, list) ->
                assertThat(list.moderation().take(cookie, ListFixture.NOON)).isPresent());
    }

    @Test
    void parked_mails_have_all_their_recipients_or_are_still_unparked() throws IOException {
        Path mail;
        try (Draft draft = draft(MAIL)) {
            mail = list.queue().add(draft);
        }
        String name = "queue/" + mail.getFileName();
        PowerLoss.Withdrawal kept = promise(anyHolds(MAIL, name));
        promise((left, list) -> {
            for (String side : left.names("queue")) {
                if (side.endsWith(".mailfrom")) {
                    Path of = left.path("queue/" + side.substring(0, side.indexOf('.')));
                    assertThat(list.queue().parked(of)).as(side).isPresent();
                }
            }
        });
        List<ParkedMail> parked = list.queue()
                .park(mail, ReversePath.EMPTY, List.of(ANN, CID), Optional.of(EmailAddress.of("r@r.example")));
        PowerLoss.Withdrawal both = promise((left, list) -> {
            for (ParkedMail one : parked) {
                Path file = left.path("queue/" + one.file().getFileName());
                assertThat(Files.readString(file)).isEqualTo(MAIL);
                assertThat(list.queue().parked(file))
                        .get()
                        .extracting(ParkedMail::recipient)
                        .isEqualTo(one.recipient());
                assertThat(list.queue().parked(file))
                        .get()
                        .extracting(ParkedMail::replyTo)
                        .isEqualTo(one.replyTo());
            }
        });
        kept.withdraw();
        both.withdraw();
        list.queue().delete(parked.get(1));
        promise((left, list) -> assertThat(left.has(name)).isFalse());
    }

    @Test
    void index_is_never_given_out_twice_also_when_it_grows() throws IOException {
        files.file("index", "97");
        power.begin();
        for (long expected = 98; expected <= 101; expected++) {
            long given = list.index().next(number -> false);
            assertThat(given).isEqualTo(expected);
            promise((left, list) -> assertThat(list.index().last()).isGreaterThanOrEqualTo(given));
        }
        promise((left, list) -> assertThat(list.index().last()).isEqualTo(101));
    }

    @Test
    void index_goes_on_after_foreign_text() throws IOException {
        files.file("index", "99\nwritten by hand\n");
        power.begin();
        promise((left, list) -> assertThat(list.index().last()).isGreaterThanOrEqualTo(99));
        assertThat(list.index().next(number -> false)).isEqualTo(100);
        promise((left, list) -> assertThat(list.index().last()).isGreaterThanOrEqualTo(100));
        assertThat(list.index().next(number -> false)).isEqualTo(101);
    }

    @Test
    void first_index_of_a_list_is_safe() throws IOException {
        Files.delete(files.path("index"));
        power.begin();
        assertThat(list.index().next(number -> false)).isEqualTo(1);
        promise((left, list) -> assertThat(list.index().last()).isEqualTo(1));
    }

    @Test
    void archived_post_is_whole() throws IOException {
        Files.delete(files.path("archive"));
        power.begin();
        Path mail;
        try (Draft draft = draft(MAIL)) {
            mail = list.queue().add(draft);
        }
        try (FileChannel content = FileChannel.open(mail)) {
            list.archive().add(7, mail, content);
        }
        promise(anyHolds(MAIL, "archive/7"));
        list.queue().delete(mail);
    }

    private static List<EmailAddress> many(int count) {
        List<EmailAddress> many = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            many.add(EmailAddress.of("somebody.with.a.name." + i + "@example.org"));
        }
        return many;
    }

    @Test
    void requeued_recipients_are_all_there_and_none_is_half_an_address() throws IOException {
        List<EmailAddress> first = many(250);
        Set<String> known = new HashSet<>();
        first.forEach(address -> known.add(address.value()));
        promise((left, list) -> {
            for (String name : List.of("requeue/7/subscribers", "requeue/7/subscribers.resending")) {
                if (left.has(name)) {
                    assertThat(addresses(left.content(name))).isSubsetOf(known);
                }
            }
        });
        list.requeue().append("7", first.subList(0, 100));
        promise((left, list) -> assertThat(waiting(left)).containsAll(values(first.subList(0, 100))));
        list.requeue().append("7", first.subList(100, 250));
        promise((left, list) -> assertThat(waiting(left)).containsAll(known));
        assertThat(list.requeue().claim("7")).isPresent();
        promise((left, list) -> assertThat(left.has("requeue/7/subscribers")).isFalse());
    }

    private static List<String> values(List<EmailAddress> addresses) {
        return addresses.stream().map(EmailAddress::value).toList();
    }

    private static List<String> waiting(ListFixture left) {
        List<String> waiting = new ArrayList<>();
        for (String name : List.of("requeue/7/subscribers", "requeue/7/subscribers.resending")) {
            if (left.has(name)) {
                waiting.addAll(addresses(left.content(name)));
            }
        }
        return waiting;
    }

    /** What readers take for addresses. */
    private static List<String> addresses(String content) {
        return content.lines()
                .filter(line -> EmailAddress.parse(line).isPresent())
                .toList();
    }

    @Test
    void bounce_record_stays_and_forgets_everything_in_order() throws IOException {
        Files.delete(files.path("bounce"));
        power.begin();
        BounceFolder bounces = list.bounces();
        bounces.record(ANN, "7", files.clock().instant().atZone(files.clock().getZone()), "user unknown");
        PowerLoss.Withdrawal recorded = promise((left, list) ->
                assertThat(list.bounces().firstLine(ANN)).get().asString().startsWith("7:1741089600 # "));
        bounces.markProbed(ANN, ListFixture.NOON);
        PowerLoss.Withdrawal probed = promise(
                (left, list) -> assertThat(list.bounces().probeTime(ANN)).hasValue(ListFixture.NOON));
        Path mail;
        try (Draft draft = draft(MAIL)) {
            mail = list.queue().add(draft);
        }
        try (FileChannel content = FileChannel.open(mail)) {
            bounces.keep(ANN, mail, content);
        }
        promise((left, list) -> assertThat(left.has("bounce/ann=a.example.lastmsg"))
                .isEqualTo(left.has("bounce/ann=a.example.lastmsg")
                        && left.content("bounce/ann=a.example.lastmsg").equals(MAIL)));
        recorded.withdraw();
        probed.withdraw();
        promise((left, list) -> assertThat(left.has("bounce/ann=a.example") && !left.has("bounce/ann=a.example-probe"))
                .as("counts as one whose probe came back")
                .isFalse());
        bounces.forget(ANN);
        promise((left, list) -> assertThat(left.names("bounce")).isEmpty());
    }

    @Test
    void request_is_found_by_its_cookie_or_was_never_made() throws IOException {
        promise((left, list) -> {
            for (String name : left.names("subconf")) {
                assertThat(list.joinConfirmations().find(new Cookie(name)))
                        .as(name)
                        .isPresent();
            }
            for (String name : left.names("moderation")) {
                Cookie cookie = new Cookie(name.substring("subscribe".length()));
                assertThat(list.subscriptionRequests().find(cookie)).as(name).isPresent();
            }
        });
        Cookie join = list.joinConfirmations().create(ANN, "digest", ListFixture.NOON);
        promise((left, list) -> assertThat(list.joinConfirmations().find(join))
                .get()
                .extracting(PendingRequest::address)
                .isEqualTo(ANN));
        Cookie request = list.subscriptionRequests().create(CID, "SUB_DIGEST", ListFixture.NOON);
        promise((left, list) -> assertThat(list.subscriptionRequests().find(request))
                .get()
                .extracting(PendingRequest::address)
                .isEqualTo(CID));
    }

    @Test
    void small_file_is_replaced_by_a_whole_one() throws IOException {
        files.file("control/footer", "old\n");
        power.begin();
        String text = "new\n".repeat(2000);
        promise((left, list) -> assertThat(left.content("control/footer")).isIn("old\n", text));
        list.files().replace(list.directory().path().resolve("control/footer"), octets(text));
        promise((left, list) -> assertThat(left.content("control/footer")).isEqualTo(text));
    }

    @Test
    void new_folders_are_safe_before_what_lies_in_them() throws IOException {
        list.files().create(list.directory().path().resolve("one/two/file"), octets(MAIL));
        promise(anyHolds(MAIL, "one/two/file"));
    }

    @Test
    void moves_lose_no_file() throws IOException {
        files.file("queue/1", MAIL).file("queue/2", MAIL).file("archive/2", "old");
        power.begin();
        promise(anyHolds(MAIL, "queue/1", "archive/1"));
        promise(anyHolds(MAIL, "queue/2", "archive/2"));
        Path root = list.directory().path();
        list.files().move(root.resolve("queue/1"), root.resolve("archive/1"));
        promise((left, list) -> assertThat(left.has("queue/1")).isFalse());
        list.files().moveOver(root.resolve("queue/2"), root.resolve("archive/2"));
        promise(anyHolds(MAIL, "archive/2"));
        promise((left, list) -> assertThat(left.has("queue/2")).isFalse());
        try (FileChannel made = list.files().openOrCreate(root.resolve("lock"), StandardOpenOption.READ)) {
            assertThat(made.size()).isZero();
        }
        promise((left, list) -> assertThat(left.has("lock")).isTrue());
    }
}
