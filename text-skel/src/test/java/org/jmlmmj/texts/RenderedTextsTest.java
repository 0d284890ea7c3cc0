package org.jmlmmj.texts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.message.EncodedWords;
import org.jmlmmj.core.reply.AdminMail;
import org.jmlmmj.core.reply.AdminMailWriter;
import org.jmlmmj.core.reply.AskedPeople;
import org.jmlmmj.core.reply.HoldReason;
import org.jmlmmj.core.reply.InfoMails;
import org.jmlmmj.core.reply.PostMails;
import org.jmlmmj.core.reply.ReportedPost;
import org.jmlmmj.core.reply.SubscriptionMails;
import org.jmlmmj.core.subscriber.Reason;
import org.jmlmmj.core.subscriber.Version;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.text.TextCache;
import org.jmlmmj.core.text.Texts;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mail of the catalogue, in every language, as the engine renders it. */
class RenderedTextsTest {
    private static final int COLUMNS = 76;
    private static final String COOKIE = "0123456789abcdef";
    private static final EmailAddress ANN = EmailAddress.of("ann@example.net");

    @TempDir
    Path folder;

    static List<String> languages() {
        return Languages.ALL;
    }

    /** A mail, and what its reader must find in it. */
    private record Expectation(AdminMail mail, List<String> contents) {
        static Expectation of(AdminMail mail, String... contents) {
            return new Expectation(mail, List.of(contents));
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void every_mail_is_complete_and_fits(String language) throws IOException {
        ListFixture fixture = ListFixture.in(folder).control("submod", "gate@example.org\n");
        fixture.control("moderators", "mira@example.org\n")
                .control("maxanswers", "0\n")
                .subscribers("ann@example.net");
        copyTexts(language, fixture);
        MailingList list = fixture.open();
        Texts texts = Texts.of(list.directory(), fixture.path("nowhere"), TextCache.none(), fixture.syslog()::warning);
        AdminMailWriter writer = new AdminMailWriter(list, texts, fixture.names(), 1);

        for (Expectation expected : catalogue(list)) {
            String mail = Files.readString(writer.write(expected.mail()).get(0).file());
            assertThat(expected.contents())
                    .as(language + " " + expected.mail().text())
                    .allMatch(mail::contains);
            assertThat(subject(mail)).isNotBlank().isNotEqualTo("mlmmj administrivia");
            assertThat(mail.lines()).allSatisfy(line -> {
                assertThat(width(line)).as(line).isLessThanOrEqualTo(COLUMNS);
                assertThat(line).doesNotContain("%if", "%wrap", "%endif", "%else", "$list", "$subaddr", "$confirm");
                // Where lines break by character a blank stays at their end (spec 06 §11.4).
                assertThat(line.endsWith(" ") && !Languages.BROKEN_BY_CHARACTER.contains(language))
                        .isFalse();
            });
            assertThat(mail).doesNotContain("\n\n\n");
        }
        assertThat(fixture.syslog().lines()).isEmpty();
    }

    private static void copyTexts(String language, ListFixture fixture) throws IOException {
        try (Stream<Path> files = Files.list(Languages.folder(language))) {
            for (Path file : files.toList()) {
                Files.copy(file, fixture.path("text").resolve(file.getFileName()));
            }
        }
    }

    private static String subject(String mail) {
        String header = mail.substring(mail.indexOf("Subject:") + 8);
        return EncodedWords.decode(header.substring(0, header.indexOf("\n"))).strip();
    }

    /** East Asian wide characters take two columns; good enough for the scripts in use here. */
    private static int width(String line) {
        return line.codePoints()
                .map(c -> c >= 0x1100 && c != 0x2026 && isWide(c) ? 2 : 1)
                .sum();
    }

    private static boolean isWide(int c) {
        return (c >= 0x2e80 && c <= 0xa4cf)
                || (c >= 0xac00 && c <= 0xd7a3)
                || (c >= 0xf900 && c <= 0xfaff)
                || (c >= 0xff00 && c <= 0xff60);
    }

    private static List<Expectation> catalogue(MailingList list) throws IOException {
        List<Expectation> all = new ArrayList<>();
        addSubscriptions(all, list);
        addPosts(all, list);
        InfoMails infos = new InfoMails(list.address());
        all.add(Expectation.of(
                infos.help(ANN),
                "birds+subscribe@example.org",
                "birds+subscribe-digest@example.org",
                "birds+subscribe-nomail@example.org",
                "birds+unsubscribe@example.org",
                "birds+get-N@example.org",
                "birds+faq@example.org",
                "birds+owner@example.org"));
        all.add(Expectation.of(infos.faq(ANN)));
        all.add(Expectation.of(infos.subscribers(ANN, list.subscribers()), "ann@example.net"));
        return all;
    }

    private static void addSubscriptions(List<Expectation> all, MailingList list) throws IOException {
        SubscriptionMails mails = new SubscriptionMails(list.address());
        AskedPeople asked = AskedPeople.forSubscription(list);
        for (Version version : Version.values()) {
            for (Reason reason : List.of(Reason.REQUEST, Reason.CONFIRM, Reason.PERMIT, Reason.ADMIN, Reason.SWITCH)) {
                all.add(Expectation.of(mails.welcome(ANN, reason, version), "ann@example.net", "birds+unsubscribe@"));
                all.add(Expectation.of(mails.notifySubscribed(ANN, reason, version), "ann@example.net"));
            }
            for (Reason reason : List.of(Reason.REQUEST, Reason.CONFIRM, Reason.ADMIN)) {
                String word = version == Version.NORMAL ? "" : version.word() + "-";
                all.add(Expectation.of(
                        mails.confirmSubscription(ANN, reason, version, COOKIE),
                        "ann@example.net",
                        "    birds+confsub-" + word + COOKIE + "@example.org\n"));
                all.add(Expectation.of(
                        mails.gatekeeperRequest(ANN, reason, version, asked, COOKIE),
                        "ann@example.net",
                        "birds+permit-" + COOKIE + "@example.org",
                        "birds+obstruct-" + COOKIE + "@example.org",
                        "gate@example.org"));
                all.add(Expectation.of(mails.gatekeeperNotice(ANN, reason, version, asked), "ann@example.net"));
            }
            all.add(Expectation.of(mails.alreadySubscribed(ANN, Reason.REQUEST, version), "ann@example.net"));
            all.add(Expectation.of(mails.versionDisabled(ANN, version), "ann@example.net"));
        }
        for (Optional<Version> version : List.of(
                Optional.<Version>empty(),
                Optional.of(Version.NORMAL),
                Optional.of(Version.DIGEST),
                Optional.of(Version.NOMAIL))) {
            for (Reason reason : List.of(Reason.REQUEST, Reason.CONFIRM, Reason.ADMIN, Reason.BOUNCING)) {
                all.add(Expectation.of(mails.goodbye(ANN, reason, version), "ann@example.net"));
                all.add(Expectation.of(mails.notifyUnsubscribed(ANN, reason, version), "ann@example.net"));
                all.add(Expectation.of(
                        mails.confirmUnsubscription(ANN, reason, version, COOKIE), "ann@example.net", COOKIE));
            }
            all.add(Expectation.of(mails.notSubscribed(ANN, Reason.REQUEST, version), "ann@example.net"));
        }
    }

    private static void addPosts(List<Expectation> all, MailingList list) throws IOException {
        PostMails mails = new PostMails(list.address());
        byte[] original = "From: ann@example.net\nSubject: owls\n\nThey hoot.\n".getBytes(StandardCharsets.UTF_8);
        ReportedPost post = new ReportedPost(ANN, "owls at night", () -> new ByteArrayInputStream(original));
        List<AdminMail> denials = List.of(
                mails.tooLarge(post, ANN, 12345),
                mails.notInToOrCc(post, ANN),
                mails.deniedByAccess(post, ANN, Optional.empty()),
                mails.notSubscribed(post, ANN),
                mails.notModerator(post, ANN));
        denials.forEach(mail -> all.add(Expectation.of(mail, "ann@example.net", "owls at night", "They hoot.")));
        all.add(Expectation.of(denials.get(0), "12345"));
        AskedPeople asked = AskedPeople.forPost(list, ReversePath.of(ANN));
        for (HoldReason reason : HoldReason.values()) {
            all.add(Expectation.of(
                    mails.moderationRequest(post, reason, asked, COOKIE),
                    "birds+release-" + COOKIE + "@example.org",
                    "birds+reject-" + COOKIE + "@example.org",
                    "mira@example.org",
                    "They hoot."));
            all.add(Expectation.of(
                    mails.moderationNotice(post, reason, asked, ReversePath.of(ANN))
                            .orElseThrow(),
                    "owls at night"));
        }
    }
}
