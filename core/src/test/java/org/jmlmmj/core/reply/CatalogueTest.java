package org.jmlmmj.core.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ListAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.subscriber.Reason;
import org.jmlmmj.core.subscriber.Version;
import org.jmlmmj.core.text.ItemSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the tables in spec 02 §8.2 and 06 §17.1. */
class CatalogueTest {
    private static final ListAddress BIRDS = new ListAddress(EmailAddress.of("birds@example.org"), "+");
    private static final EmailAddress ANN = EmailAddress.of("ann@example.net");
    private static final EmailAddress MOE = EmailAddress.of("moe@example.org");
    private static final AskedPeople MODERATORS = new AskedPeople(List.of(MOE));
    private static final ReportedPost POST = new ReportedPost(ANN, "Nest boxes", InputStream::nullInputStream);
    private static final PostMails POSTS = new PostMails(BIRDS);
    private static final SubscriptionMails SUBSCRIPTIONS = new SubscriptionMails(BIRDS);
    private static final InfoMails INFOS = new InfoMails(BIRDS);
    private static final String COOKIE = "00112233aabbccdd";

    /** Name with the old one, then From, To, Reply-To, envelope sender and recipients, the list's own shortened. */
    private static String summary(AdminMail mail) {
        String names = mail.text() + " " + mail.text().legacy().orElse("none");
        String addresses = String.join(
                " ",
                mail.from().value(),
                mail.to().value(),
                mail.replyTo().map(EmailAddress::value).orElse("none"),
                mail.sender().value(),
                mail.recipients().toString());
        return names + " | "
                + addresses.replace("birds+", "+").replace("@example.org", "").replace("@example.net", "");
    }

    private static Arguments row(AdminMail mail, String expected) {
        return Arguments.of(mail, expected);
    }

    static Stream<Arguments> mails() {
        return Stream.of(
                row(
                        POSTS.tooLarge(POST, ANN, 1000),
                        "deny-post-maxmailsize- maxmailsize | +owner ann none +bounces-help [ann]"),
                row(POSTS.notInToOrCc(POST, ANN), "deny-post-tocc- notintocc | +owner ann none +bounces-help [ann]"),
                row(
                        POSTS.deniedByAccess(POST, ANN, Optional.of("html")),
                        "deny-post-access-html access | +owner ann none +bounces-help [ann]"),
                row(
                        POSTS.deniedByAccess(POST, ANN, Optional.of("../x")),
                        "deny-post-access- access | +owner ann none +bounces-help [ann]"),
                row(
                        POSTS.notSubscribed(POST, ANN),
                        "deny-post-subonlypost- subonlypost | +owner ann none +bounces-help [ann]"),
                row(POSTS.notModerator(POST, ANN), "deny-post-modonlypost- none | +owner ann none +bounces-help [ann]"),
                row(
                        POSTS.moderationRequest(POST, HoldReason.MODERATED, MODERATORS, COOKIE),
                        "moderate-post-moderated- moderation"
                                + " | +owner birds-moderators +release-00112233aabbccdd +owner [moe]"),
                row(
                        POSTS.moderationNotice(POST, HoldReason.MODNONSUBPOSTS, MODERATORS, ReversePath.of(ANN))
                                .orElseThrow(),
                        "wait-post-modnonsubposts- moderation-poster | +owner ann none +owner [ann]"),
                row(
                        SUBSCRIPTIONS.confirmSubscription(ANN, Reason.REQUEST, Version.NORMAL, COOKIE),
                        "confirm-sub-request-normal sub-confirm | +help ann +confsub-00112233aabbccdd"
                                + " +bounces-confsub-00112233aabbccdd [ann]"),
                row(
                        SUBSCRIPTIONS.confirmSubscription(ANN, Reason.ADMIN, Version.BOTH, COOKIE),
                        "confirm-sub-admin-both sub-confirm | +help ann +confsub-both-00112233aabbccdd"
                                + " +bounces-confsub-00112233aabbccdd [ann]"),
                row(
                        SUBSCRIPTIONS.confirmSubscription(ANN, Reason.REQUEST, Version.DIGEST, COOKIE),
                        "confirm-sub-request-digest sub-confirm-digest | +help ann +confsub-digest-00112233aabbccdd"
                                + " +bounces-confsub-00112233aabbccdd [ann]"),
                row(
                        SUBSCRIPTIONS.confirmUnsubscription(ANN, Reason.REQUEST, Optional.empty(), COOKIE),
                        "confirm-unsub-request-all unsub-confirm | +help ann +confunsub-00112233aabbccdd"
                                + " +bounces-confunsub-00112233aabbccdd [ann]"),
                row(
                        SUBSCRIPTIONS.confirmUnsubscription(ANN, Reason.ADMIN, Optional.of(Version.NOMAIL), COOKIE),
                        "confirm-unsub-admin-nomail unsub-confirm-nomail | +help ann +confunsub-nomail-00112233aabbccdd"
                                + " +bounces-confunsub-00112233aabbccdd [ann]"),
                row(
                        SUBSCRIPTIONS.welcome(ANN, Reason.SWITCH, Version.NOMAIL),
                        "finish-sub-switch-nomail sub-ok-nomail | +help ann none +bounces-help [ann]"),
                row(
                        SUBSCRIPTIONS.welcome(ANN, Reason.CONFIRM, Version.BOTH),
                        "finish-sub-confirm-both sub-ok | +help ann none +bounces-help [ann]"),
                row(
                        SUBSCRIPTIONS.goodbye(ANN, Reason.CONFIRM, Optional.empty()),
                        "finish-unsub-confirm-all unsub-ok | +help ann none +bounces-help [ann]"),
                row(
                        SUBSCRIPTIONS.goodbye(ANN, Reason.ADMIN, Optional.of(Version.DIGEST)),
                        "finish-unsub-admin-digest unsub-ok-digest | +help ann none +bounces-help [ann]"),
                row(
                        SUBSCRIPTIONS.alreadySubscribed(ANN, Reason.REQUEST, Version.DIGEST),
                        "deny-sub-subbed-digest sub-subscribed | +help ann none +bounces-help [ann]"),
                row(
                        SUBSCRIPTIONS.notSubscribed(ANN, Reason.REQUEST, Optional.empty()),
                        "deny-unsub-unsubbed-all unsub-notsubscribed | +help ann none +bounces-help [ann]"),
                row(
                        SUBSCRIPTIONS.versionDisabled(ANN, Version.BOTH),
                        "deny-sub-disabled-both sub-deny-digest | +owner ann none +bounces-help [ann]"),
                row(
                        SUBSCRIPTIONS.versionDisabled(ANN, Version.NOMAIL),
                        "deny-sub-disabled-nomail sub-deny-nomail | +owner ann none +bounces-help [ann]"),
                row(
                        SUBSCRIPTIONS.notifySubscribed(ANN, Reason.PERMIT, Version.DIGEST),
                        "notify-sub-permit-digest notifysub-digest | +owner +owner none +bounces-help [+owner]"),
                row(
                        SUBSCRIPTIONS.notifyUnsubscribed(ANN, Reason.BOUNCING, Optional.empty()),
                        "notify-unsub-bouncing-all notifyunsub | +owner +owner none +bounces-help [+owner]"),
                row(
                        SUBSCRIPTIONS.gatekeeperRequest(ANN, Reason.REQUEST, Version.NORMAL, MODERATORS, COOKIE),
                        "gatekeep-sub-request-normal submod-moderator"
                                + " | +owner birds-moderators +permit-00112233aabbccdd +owner [moe]"),
                row(
                        SUBSCRIPTIONS.gatekeeperNotice(ANN, Reason.REQUEST, Version.NORMAL, MODERATORS),
                        "wait-sub-request-normal submod-requester | +owner ann none +bounces-help [ann]"),
                row(INFOS.help(ANN), "help--- listhelp | +owner ann none +bounces-help [ann]"),
                row(INFOS.faq(ANN), "faq--- listfaq | +owner ann none +bounces-help [ann]"),
                row(
                        INFOS.probe(ANN, ItemSource.of(List.of())),
                        "probe--- bounce-probe | +owner ann none +bounces-probe-ann=example.net [ann]"));
    }

    @ParameterizedTest
    @MethodSource("mails")
    void mail_has_name_and_addresses_of_the_table(AdminMail mail, String expected) {
        // The sender of a probe names the recipient's host, which the summary shortens elsewhere.
        assertThat(summary(mail)).isEqualTo(expected);
    }

    private static String values(AdminMail mail) {
        return mail.values().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + "="
                        + entry.getValue().replace("birds+", "+").replaceAll("@example\\.(org|net)", ""))
                .collect(Collectors.joining(" "));
    }

    @Test
    void mails_about_posts_give_subject_poster_and_original() {
        assertThat(values(POSTS.notSubscribed(POST, MOE))).isEqualTo("posteraddr=ann subject=Nest boxes");
        assertThat(values(POSTS.tooLarge(POST, ANN, 1000)))
                .isEqualTo("maxmailsize=1000 posteraddr=ann subject=Nest boxes");
        assertThat(values(POSTS.moderationRequest(POST, HoldReason.ACCESS, MODERATORS, COOKIE)))
                .isEqualTo("moderateaddr=+release-00112233aabbccdd posteraddr=ann rejectaddr=+reject-00112233aabbccdd"
                        + " releaseaddr=+release-00112233aabbccdd subject=Nest boxes");
        assertThat(POSTS.notSubscribed(POST, ANN).original()).isPresent();
    }

    @Test
    void mails_about_subscriptions_give_addresses_under_new_and_old_names() {
        assertThat(values(SUBSCRIPTIONS.confirmSubscription(ANN, Reason.REQUEST, Version.NORMAL, COOKIE)))
                .isEqualTo("confaddr=+confsub-00112233aabbccdd confirmaddr=+confsub-00112233aabbccdd subaddr=ann");
        assertThat(values(SUBSCRIPTIONS.gatekeeperRequest(ANN, Reason.REQUEST, Version.NORMAL, MODERATORS, COOKIE)))
                .isEqualTo("moderateaddr=+permit-00112233aabbccdd obstructaddr=+obstruct-00112233aabbccdd"
                        + " permitaddr=+permit-00112233aabbccdd subaddr=ann");
        assertThat(values(SUBSCRIPTIONS.notifySubscribed(ANN, Reason.ADMIN, Version.NORMAL)))
                .isEqualTo("newsub=ann subaddr=ann");
        assertThat(values(SUBSCRIPTIONS.notifyUnsubscribed(ANN, Reason.ADMIN, Optional.empty())))
                .isEqualTo("oldsub=ann subaddr=ann");
    }

    @Test
    void null_sender_gets_no_notice() {
        assertThat(POSTS.moderationNotice(POST, HoldReason.MODERATED, MODERATORS, ReversePath.EMPTY))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"REQUEST,true", "CONFIRM,true", "SWITCH,true", "PERMIT,false", "ADMIN,false", "BOUNCING,false"})
    void mail_answers_a_mail_if_the_person_wrote_one(Reason reason, boolean isReply) {
        assertThat(SUBSCRIPTIONS.welcome(ANN, reason, Version.NORMAL).isReply()).isEqualTo(isReply);
        assertThat(SUBSCRIPTIONS.goodbye(ANN, reason, Optional.empty()).isReply())
                .isEqualTo(isReply);
        assertThat(SUBSCRIPTIONS.notifySubscribed(ANN, reason, Version.NORMAL).isReply())
                .isFalse();
    }

    @Test
    void subject_of_a_post_is_cut_between_characters() {
        ReportedPost post = new ReportedPost(ANN, "x".repeat(998) + "🐦🐦", InputStream::nullInputStream);

        assertThat(post.subject()).isEqualTo("x".repeat(998) + "…");
        assertThat(new ReportedPost(ANN, "x".repeat(1000), InputStream::nullInputStream).subject())
                .hasSize(1000);
        assertThat(new ReportedPost(ANN, "x".repeat(1001), InputStream::nullInputStream).subject())
                .hasSize(1000);
    }
}
