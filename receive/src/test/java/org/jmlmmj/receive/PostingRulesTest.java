package org.jmlmmj.receive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.message.Header;
import org.jmlmmj.core.message.HeaderBlock;
import org.jmlmmj.core.message.LineEnd;
import org.jmlmmj.core.reply.HoldReason;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.receive.Verdict.DenyReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostingRulesTest {
    private static final EmailAddress ANN = EmailAddress.of("ann@example.net");
    private static final EmailAddress MIRA = EmailAddress.of("mira@example.net");
    private static final EmailAddress LIST = EmailAddress.of("birds@example.org");

    @TempDir
    Path folder;

    private final List<String> log = new ArrayList<>();

    private static final class Mail {
        private List<EmailAddress> authors = List.of(ANN);
        private String extension = "";
        private boolean nullSender;
        private boolean namesList = true;
        private long size = 1000;
        private List<String> headers = List.of();

        IncomingMail build() {
            return new IncomingMail(
                    new HeaderBlock(
                            headers.stream()
                                    .map(line -> Header.of((line + "\n").getBytes(ISO_8859_1)))
                                    .toList(),
                            LineEnd.LF,
                            0),
                    size,
                    authors,
                    nullSender ? ReversePath.EMPTY : ReversePath.of(ANN),
                    nullSender,
                    extension,
                    namesList);
        }
    }

    /** Judges for a list with these control files; {@code name=value} gives a file its content. */
    private Verdict judge(Mail mail, List<EmailAddress> subscribers, String... controls) throws IOException {
        ListFixture list = ListFixture.in(folder).control("moderators", "mira@example.net\n");
        for (String control : controls) {
            String[] parts = control.split("=", 2);
            list.control(parts[0], parts.length > 1 ? parts[1] + "\n" : "");
        }
        return new PostingRules(PostingPolicy.of(list.open()), subscribers::contains, log::add).judge(mail.build());
    }

    @Test
    void distributes_a_post_to_an_open_list() throws IOException {
        assertThat(judge(new Mail(), List.of())).isEqualTo(new Verdict.Distribute());
    }

    @Test
    void puts_aside_a_mail_without_exactly_one_author() throws IOException {
        Mail mail = new Mail();
        mail.authors = List.of();
        assertThat(judge(mail, List.of())).isInstanceOf(Verdict.Discard.class);
        mail.authors = List.of(ANN, MIRA);
        mail.extension = "help";
        assertThat(judge(mail, List.of())).isInstanceOf(Verdict.Discard.class);
    }

    @Test
    void takes_a_bounce_whoever_wrote_it() throws IOException {
        Mail mail = new Mail();
        mail.authors = List.of();
        mail.nullSender = true;
        mail.extension = "Bounces-7-ann=example.net";
        assertThat(judge(mail, List.of())).isEqualTo(new Verdict.Command("Bounces-7-ann=example.net"));
    }

    @Test
    void an_extension_makes_a_command_and_owner_in_any_case_goes_to_the_owners() throws IOException {
        Mail mail = new Mail();
        mail.extension = "Owner";
        assertThat(judge(mail, List.of(), "closedlist", "moderated")).isEqualTo(new Verdict.ToOwner());
        mail.extension = "Subscribe";
        assertThat(judge(mail, List.of(), "moderated")).isEqualTo(new Verdict.Command("Subscribe"));
    }

    @Test
    void puts_aside_a_post_with_null_sender_before_its_size_is_looked_at() throws IOException {
        Mail mail = new Mail();
        mail.nullSender = true;
        assertThat(judge(mail, List.of(), "maxmailsize=10")).isInstanceOf(Verdict.Discard.class);
    }

    @Test
    void puts_aside_what_this_list_has_sent_before_unless_the_list_wants_no_such_check() throws IOException {
        Mail mail = new Mail();
        mail.headers = List.of("X-Loop: birds@example.org");
        assertThat(judge(mail, List.of(), "maxmailsize=10"))
                .isEqualTo(new Verdict.Discard("this list has sent it before: X-Loop: birds@example.org"));
        assertThat(judge(mail, List.of(), "maxmailsize", "noloopguard")).isEqualTo(new Verdict.Distribute());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // maxmailsize | size | denied
                "1000 | 1000 | false",
                "999 | 1000 | true",
                "0 | 1 | true",
                "10k | 1000 | false",
                "'' | 1000 | false",
                "-1 | 1000 | false",
                "99999999999 | 3000000000 | false",
            })
    void denies_a_post_over_the_limit(String limit, long size, boolean denied) throws IOException {
        Mail mail = new Mail();
        mail.size = size;
        Verdict verdict = judge(mail, List.of(), "maxmailsize=" + limit);
        assertThat(verdict)
                .isEqualTo(denied ? new Verdict.Deny(DenyReason.MAXMAILSIZE, ANN, "") : new Verdict.Distribute());
    }

    @Test
    void denies_a_post_that_does_not_name_the_list_unless_tocc_exists() throws IOException {
        Mail mail = new Mail();
        mail.namesList = false;
        assertThat(judge(mail, List.of())).isEqualTo(new Verdict.Deny(DenyReason.TOCC, ANN, ""));
        assertThat(judge(mail, List.of(), "tocc")).isEqualTo(new Verdict.Distribute());
    }

    @Test
    void answers_no_denial_where_a_control_file_silences_it() throws IOException {
        Mail mail = new Mail();
        mail.namesList = false;
        assertThat(judge(mail, List.of(), "notoccdenymails")).isInstanceOf(Verdict.Drop.class);
    }

    @Test
    void never_answers_the_list_itself() throws IOException {
        Mail mail = new Mail();
        mail.authors = List.of(LIST);
        mail.namesList = false;
        assertThat(judge(mail, List.of())).isInstanceOf(Verdict.Drop.class);
        mail.size = 5000;
        assertThat(judge(mail, List.of(), "maxmailsize=10")).isInstanceOf(Verdict.Drop.class);
    }

    /** Every combination of the poster restrictions, for a stranger, a subscriber and a moderator (spec 02 §5.4, §5.5). */
    @ParameterizedTest
    @CsvSource({
        // subonlypost modonlypost modnonsubposts moderated send; stranger, subscriber, moderator who is not subscribed
        "-----, D, D, D",
        "S----, denySub, D, denySub",
        "-M---, denyMod, denyMod, D",
        "SM---, denySub, D, denySub",
        "--N--, holdSub, D, holdSub",
        "S-N--, holdSub, D, holdSub",
        "-MN--, holdMod, holdMod, D",
        "SMN--, holdSub, D, holdSub",
        "---m-, hold, hold, hold",
        "S--m-, denySub, hold, denySub",
        "-M-m-, denyMod, denyMod, hold",
        "SM-m-, denySub, hold, denySub",
        "--Nm-, holdSub, hold, holdSub",
        "S-Nm-, holdSub, hold, holdSub",
        "-MNm-, holdMod, holdMod, hold",
        "SMNm-, holdSub, hold, holdSub",
        "S--ms, D, D, D",
        "-MNms, D, D, D",
    })
    void judges_posters(String files, String stranger, String subscriber, String moderator) throws IOException {
        List<String> controls = new ArrayList<>();
        List<String> names = List.of("subonlypost", "modonlypost", "modnonsubposts", "moderated");
        for (int i = 0; i < names.size(); i++) {
            if (files.charAt(i) != '-') {
                controls.add(names.get(i));
            }
        }
        if (files.endsWith("s")) {
            controls.add("send=stranger@example.net\nANN@example.net\nmira@example.net");
        }
        assertThat(verdictFor("stranger@example.net", controls)).isEqualTo(stranger);
        assertThat(verdictFor("ann@example.net", controls)).isEqualTo(subscriber);
        assertThat(verdictFor("Mira@example.net", controls)).isEqualTo(moderator);
    }

    private String verdictFor(String poster, List<String> controls) throws IOException {
        Mail mail = new Mail();
        mail.authors = List.of(EmailAddress.of(poster));
        Verdict verdict = judge(mail, List.of(ANN), controls.toArray(String[]::new));
        if (verdict instanceof Verdict.Deny deny) {
            return deny.reason() == DenyReason.SUBONLYPOST ? "denySub" : "denyMod";
        }
        if (verdict instanceof Verdict.Hold hold) {
            return hold.reason() == HoldReason.MODERATED
                    ? "hold"
                    : hold.reason() == HoldReason.MODNONSUBPOSTS ? "holdSub" : "holdMod";
        }
        return verdict instanceof Verdict.Distribute ? "D" : verdict.toString();
    }

    @Test
    void drops_what_claims_to_come_from_the_list_where_posting_is_restricted() throws IOException {
        Mail mail = new Mail();
        mail.authors = List.of(LIST);
        assertThat(judge(mail, List.of(LIST), "subonlypost")).isInstanceOf(Verdict.Drop.class);
        assertThat(judge(mail, List.of(), "modnonsubposts")).isInstanceOf(Verdict.Drop.class);
    }

    /** What is denied, and which of the files that silence denials counts for it; the other four do not. */
    @ParameterizedTest
    @CsvSource({
        "maxmailsize=1, nomaxmailsizedenymails",
        "access=deny, noaccessdenymails",
        "subonlypost, nosubonlydenymails",
        "modonlypost, nomodonlydenymails",
    })
    void silences_each_denial_by_its_own_file_only(String rule, String silencer) throws IOException {
        Path control = Files.createDirectories(folder.resolve("birds/control"));
        for (String file : List.of(
                "nomaxmailsizedenymails",
                "notoccdenymails",
                "noaccessdenymails",
                "nosubonlydenymails",
                "nomodonlydenymails")) {
            Verdict verdict = judge(new Mail(), List.of(), rule, file);
            assertThat(verdict).isInstanceOf(file.equals(silencer) ? Verdict.Drop.class : Verdict.Deny.class);
            Files.delete(control.resolve(file));
        }
    }

    @Test
    void asks_who_is_subscribed_only_when_it_matters() throws IOException {
        ListFixture list = ListFixture.in(folder).control("modonlypost", "");
        PostingRules rules = new PostingRules(
                PostingPolicy.of(list.open()),
                address -> {
                    throw new IOException("asked for " + address);
                },
                log::add);
        assertThat(rules.judge(new Mail().build())).isEqualTo(new Verdict.Deny(DenyReason.MODONLYPOST, ANN, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // access | other files | verdict for a stranger
                "allow | | D",
                "allow | moderated | hold",
                "allow | subonlypost | denySub",
                "send | subonlypost moderated | D",
                "send ^X-Pass: yes | subonlypost | D",
                "send ^X-Pass: no | | denyAccess",
                "moderate | | holdAccess",
                "moderate | subonlypost | denySub",
                "moderate | modnonsubposts | holdSub",
                "moderate | send=stranger@example.net | holdAccess",
                "deny | send=stranger@example.net | denyAccess",
                "discard | send=stranger@example.net | discard",
                "deny-spam ^X-Pass | | denyAccess spam",
                "deny | noaccessdenymails | drop",
                "'' | | denyAccess",
                "nonsense | | denyAccess",
                "allow (| | denyAccess",
            })
    void access_rules_come_before_restrictions(String access, String files, String verdict) throws IOException {
        Mail mail = new Mail();
        mail.authors = List.of(EmailAddress.of("stranger@example.net"));
        mail.headers = List.of("X-Pass: yes");
        List<String> controls = new ArrayList<>(List.of("access=" + access));
        if (files != null) {
            controls.addAll(List.of(files.split(" ")));
        }
        assertThat(word(judge(mail, List.of(ANN), controls.toArray(String[]::new))))
                .isEqualTo(verdict);
        assertThat(log).anyMatch(line -> line.startsWith("access - A mail from \"stranger@example.net\""));
    }

    private static String word(Verdict verdict) {
        if (verdict instanceof Verdict.Deny deny) {
            String words = switch (deny.reason()) {
                case ACCESS -> "denyAccess " + deny.qualifier();
                case SUBONLYPOST -> "denySub";
                default -> deny.toString();
            };
            return words.strip();
        }
        if (verdict instanceof Verdict.Hold hold) {
            return switch (hold.reason()) {
                case ACCESS -> "holdAccess";
                case MODERATED -> "hold";
                case MODNONSUBPOSTS -> "holdSub";
                case MODNONMODPOSTS -> "holdMod";
            };
        }
        if (verdict instanceof Verdict.Drop) {
            return "drop";
        }
        return verdict instanceof Verdict.Discard ? "discard" : "D";
    }
}
