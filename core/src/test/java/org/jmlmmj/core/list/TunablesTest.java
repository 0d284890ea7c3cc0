package org.jmlmmj.core.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.jmlmmj.core.test.ListFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TunablesTest {
    /** Spec 08 §1 without memorymailsize, which only the 1.3 series reads. */
    private static final List<String> SPECIFIED = List.of("""
            access addtohdr bouncelife closedlist closedlistsub customheaders delheaders delimiter digestinterval
            digestmaxmails digestmaxmail footer ifmodsendonlymodmoderate listaddress maxmailsize maxverprecips moderated
            moderators modnonsubposts modonlypost modreqlife noaccessdenymails noarchive nodigestsub nodigesttext noget
            nolistsubsemail nomaxmailsizedenymails nomodonlydenymails nonomailsub nomailsub nosubconfirm nosubmodmails
            nosubonlydenymails notifymod notifysub notmetoo notoccdenymails owner prefix relayhost replyto send smtphelo
            smtpport staticbounceaddr submod subonlyget subonlypost tocc verp""".split("\\s+"));

    private ListFixture list;
    private Tunables tunables;

    @BeforeEach
    void makeList(@TempDir Path parent) {
        list = ListFixture.in(parent);
        tunables = list.open().tunables();
    }

    @Test
    void every_control_file_of_the_original_is_known_once() {
        List<String> names = Tunable.known().stream().map(Tunable::name).toList();
        assertThat(names).containsAll(SPECIFIED).doesNotHaveDuplicates();
        assertThat(Tunable.known()).allMatch(tunable -> !tunable.meaning().isBlank());
        assertThat(Tunable.ACCESS).hasToString("access");
    }

    @Test
    void numbers_have_the_defaults_of_the_original() throws Exception {
        assertThat(tunables.get(Tunable.BOUNCELIFE)).isEqualTo(432_000);
        assertThat(tunables.get(Tunable.DIGESTINTERVAL)).isEqualTo(604_800);
        assertThat(tunables.get(Tunable.DIGESTMAXMAILS)).isEqualTo(50);
        assertThat(tunables.get(Tunable.MAXVERPRECIPS)).isEqualTo(100);
        assertThat(tunables.get(Tunable.MODREQLIFE)).isEqualTo(604_800);
        assertThat(tunables.get(Tunable.SMTPPORT)).isEqualTo(25);
    }

    @ParameterizedTest
    @CsvSource({"bouncelife", "digestinterval", "digestmaxmails", "maxverprecips", "modreqlife"})
    void zero_and_less_mean_the_default(String name) throws Exception {
        @SuppressWarnings("unchecked")
        Tunable<Long> tunable = (Tunable<Long>) Tunable.known().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow();
        long standard = tunables.get(tunable);
        for (String value : List.of("0", "-1", "0 days")) {
            list.control(name, value);
            assertThat(tunables.get(tunable)).isEqualTo(standard);
        }
        list.control(name, "7\n");
        assertThat(tunables.get(tunable)).isEqualTo(7);
        assertThat(list.syslog().lines()).isEmpty();
    }

    @Test
    void each_kind_is_read_as_its_kind() throws Exception {
        assertThat(tunables.get(Tunable.MODERATED)).isFalse();
        list.control("moderated", "")
                .control("access", " allow ^x: \n\ndeny\r\n")
                .control("moderators", " a@x \n\nb@x\r\n")
                .control("prefix", "[x] \n")
                .control("footer", "--\nx\n\n")
                .control("smtpport", "10027\n");
        assertThat(tunables.get(Tunable.MODERATED)).isTrue();
        assertThat(tunables.get(Tunable.ACCESS)).contains(List.of(" allow ^x: ", "", "deny", ""));
        assertThat(tunables.get(Tunable.MODERATORS)).contains(List.of("a@x", "b@x"));
        assertThat(tunables.get(Tunable.PREFIX)).contains("[x] ");
        assertThat(tunables.get(Tunable.FOOTER).map(text -> new String(text, StandardCharsets.UTF_8)))
                .contains("--\nx\n\n");
        assertThat(tunables.get(Tunable.SMTPPORT)).isEqualTo(10_027);
    }

    @Test
    void entries_of_addresses_and_headers_lose_the_white_space_around_them() throws Exception {
        for (Tunable<java.util.Optional<List<String>>> tunable : List.of(
                Tunable.LISTADDRESS,
                Tunable.OWNER,
                Tunable.MODERATORS,
                Tunable.SUBMOD,
                Tunable.SEND,
                Tunable.DELHEADERS)) {
            list.control(tunable.name(), "\t x@y \r\n");
            assertThat(tunables.get(tunable)).as(tunable.name()).contains(List.of("x@y"));
        }
    }

    @Test
    void values_are_read_anew_each_time() throws Exception {
        list.control("prefix", "a");
        assertThat(tunables.get(Tunable.PREFIX)).contains("a");
        list.control("prefix", "b");
        assertThat(tunables.get(Tunable.PREFIX)).contains("b");
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000", "0, 0", "' 10 octets', 10", "9223372036854775807, 9223372036854775807"})
    void limits_the_size_of_mails(String content, long limit) throws Exception {
        list.control("maxmailsize", content);
        assertThat(tunables.maxMailSize()).isEqualTo(OptionalLong.of(limit));
        assertThat(list.syslog().lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"''", "'\n'", "10k", "-1", "unlimited", "18446744073709551615"})
    void has_no_limit_when_the_size_is_unusable_or_empty_and_says_so(String content) throws Exception {
        list.control("maxmailsize", content);
        assertThat(tunables.maxMailSize()).isEmpty();
        assertThat(list.syslog().lines()).singleElement().asString().contains("maxmailsize", "there is no limit");
    }

    @Test
    void has_no_limit_without_the_file() throws Exception {
        assertThat(tunables.maxMailSize()).isEmpty();
        assertThat(list.syslog().lines()).isEmpty();
    }

    @Test
    void misspelt_limit_of_digests_counts_only_where_the_right_one_is_missing() throws Exception {
        assertThat(tunables.digestMaxMails()).isEqualTo(50);
        list.control("digestmaxmail", "7\n");
        assertThat(tunables.digestMaxMails()).isEqualTo(7);
        list.control("digestmaxmails", "0\n");
        assertThat(tunables.digestMaxMails()).isEqualTo(50);
    }
}
