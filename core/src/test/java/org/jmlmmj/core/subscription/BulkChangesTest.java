package org.jmlmmj.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.spool.ParkedMail;
import org.jmlmmj.core.subscriber.AddressSet;
import org.jmlmmj.core.subscriber.Reason;
import org.jmlmmj.core.subscriber.Version;
import org.jmlmmj.core.subscription.Change.Outcome;
import org.jmlmmj.core.subscription.SubscriptionRules.Wish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many people at once get the rules and mails of one (spec 07 §4.2, §5.2). */
class BulkChangesTest extends OnEngineList {
    private static final String FROM_HELP = " from <birds+bounces-help@example.org> to ";

    private final List<ParkedMail> sent = new ArrayList<>();
    private final List<String> progress = new ArrayList<>();

    private BulkCourse course() {
        return new BulkCourse(sent::addAll, (done, all) -> {}, (done, all) -> progress.add(done + "/" + all));
    }

    private static AddressSet people(String... names) {
        AddressSet people = new AddressSet(1);
        Stream.of(names).forEach(name -> people.add(EmailAddress.of(name + "@example.net")));
        return people;
    }

    private Map<Outcome, Integer> subscribe(AddressSet people, Wish wish, Joining.Courtesy courtesy)
            throws IOException {
        MailingList opened = engine.open();
        return counts(new BulkJoining(opened, engine.writer(opened)).subscribe(people, wish, courtesy, course()));
    }

    private Map<Outcome, Integer> unsubscribe(Leaving.Wish wish, Leaving.Courtesy courtesy, String... names)
            throws IOException {
        MailingList opened = engine.open();
        return counts(
                new BulkLeaving(opened, engine.writer(opened)).unsubscribe(people(names), wish, courtesy, course()));
    }

    private static Map<Outcome, Integer> counts(Tally tally) {
        return Stream.of(Outcome.values())
                .filter(outcome -> tally.of(outcome) > 0)
                .collect(Collectors.toMap(outcome -> outcome, tally::of));
    }

    private List<String> mails() throws IOException {
        return EngineFixture.mails(new Change(Outcome.SUBSCRIBED, sent));
    }

    @Test
    void each_joins_by_the_rules_for_one() throws IOException {
        list.subscribers("old@example.net").lines("digesters.d", "switching@example.net");

        assertThat(subscribe(
                        people("new", "old", "switching"),
                        new Wish(Version.NORMAL, Reason.ADMIN, false, false),
                        Joining.Courtesy.FULL))
                .isEqualTo(Map.of(Outcome.SUBSCRIBED, 1, Outcome.ALREADY_SUBSCRIBED, 1, Outcome.SWITCHED, 1));
        assertThat(mails())
                .containsExactly(
                        "finish-sub-admin-normal" + FROM_HELP + "new@example.net",
                        "deny-sub-subbed-normal" + FROM_HELP + "old@example.net",
                        "finish-sub-switch-normal" + FROM_HELP + "switching@example.net");
        assertThat(list.names("subscribers.d")).containsExactly("n", "o", "s");
        assertThat(list.names("digesters.d")).isEmpty();
    }

    @Test
    void who_is_subscribed_leaves_the_folders_where_he_is_too_much() throws IOException {
        list.lines("nomailsubs.d", "old@example.net").subscribers("old@example.net");

        assertThat(subscribe(
                        people("old"),
                        new Wish(Version.NOMAIL, Reason.ADMIN, false, false),
                        new Joining.Courtesy(false, false, false)))
                .isEqualTo(Map.of(Outcome.ALREADY_SUBSCRIBED, 1));
        assertThat(list.names("subscribers.d")).isEmpty();
        assertThat(sent).isEmpty();
    }

    @Test
    void who_is_to_confirm_is_not_subscribed_yet() throws IOException {
        assertThat(subscribe(
                        people("new"),
                        new Wish(Version.NORMAL, Reason.ADMIN, true, false),
                        new Joining.Courtesy(true, true, true)))
                .isEqualTo(Map.of(Outcome.CONFIRMATION_ASKED, 1));
        assertThat(list.names("subscribers.d")).isEmpty();
        assertThat(mails()).singleElement().asString().startsWith("confirm-sub-admin-normal");
    }

    @Test
    void each_leaves_by_the_rules_for_one() throws IOException {
        list.subscribers("ann@example.net", "amy@example.net");
        Leaving.Wish wish = new Leaving.Wish(Optional.empty(), Reason.ADMIN, false);

        assertThat(unsubscribe(wish, new Leaving.Courtesy(true, true, true), "ann", "stranger"))
                .isEqualTo(Map.of(Outcome.UNSUBSCRIBED, 1, Outcome.NOT_SUBSCRIBED, 1));
        assertThat(mails())
                .containsExactly(
                        "finish-unsub-admin-all" + FROM_HELP + "ann@example.net",
                        "deny-unsub-unsubbed-all" + FROM_HELP + "stranger@example.net");
        assertThat(list.content("subscribers.d/a")).isEqualTo("amy@example.net\n");
    }

    @Test
    void who_is_to_confirm_that_he_leaves_is_still_subscribed() throws IOException {
        list.subscribers("ann@example.net");
        Leaving.Wish wish = new Leaving.Wish(Optional.empty(), Reason.ADMIN, true);

        assertThat(unsubscribe(wish, new Leaving.Courtesy(false, false, false), "ann", "stranger"))
                .isEqualTo(Map.of(Outcome.CONFIRMATION_ASKED, 1, Outcome.NOT_SUBSCRIBED, 1));
        assertThat(list.content("subscribers.d/a")).isEqualTo("ann@example.net\n");
        assertThat(mails()).singleElement().asString().startsWith("confirm-unsub-admin-all");
    }

    @ParameterizedTest
    @CsvSource({"1, 1/1", "128, 64/128 128/128", "150, 64/150 128/150 150/150"})
    void it_is_told_how_many_mails_are_written(int count, String told) throws IOException {
        String[] names = IntStream.range(0, count).mapToObj(i -> "u" + i).toArray(String[]::new);

        assertThat(subscribe(
                        people(names),
                        new Wish(Version.NORMAL, Reason.ADMIN, false, false),
                        new Joining.Courtesy(true, false, false)))
                .isEqualTo(Map.of(Outcome.SUBSCRIBED, count));
        assertThat(progress).containsExactly(told.split(" "));
        assertThat(sent).hasSize(count);
    }
}
