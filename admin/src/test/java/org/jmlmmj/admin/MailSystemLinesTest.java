package org.jmlmmj.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MailSystemLinesTest {
    private static final String TRANSPORT = "birds@example.org  mlmmj:birds";

    private static MailSystemLines lines(String programs, String spool) throws Exception {
        Map<Answer, String> answers =
                Map.of(Answer.LISTNAME, "birds", Answer.FQDN, "example.org", Answer.SPOOLDIR, spool);
        NewList list = NewList.of(Answers.of(answer -> Optional.ofNullable(answers.get(answer))));
        return MailSystemLines.of(Path.of(programs), list, "vmail");
    }

    @Test
    void plain_paths_stand_as_they_are() throws Exception {
        assertThat(lines("/usr/bin", "/var/spool/mlmmj"))
                .isEqualTo(new MailSystemLines(
                        "birds:  \"|/usr/bin/mlmmj-receive -L /var/spool/mlmmj/birds/\"",
                        List.of(
                                "mlmmj unix - n n - 10 pipe",
                                "  flags=ORhu user=vmail argv=/usr/bin/mlmmj-receive -L /var/spool/mlmmj/$nexthop"),
                        TRANSPORT,
                        "0 */2 * * * vmail /usr/bin/mlmmj-maintd -F -L /var/spool/mlmmj/birds/"));
    }

    @Test
    void blanks_are_quoted_for_the_shell() throws Exception {
        assertThat(lines("/my programs", "/my lists"))
                .isEqualTo(new MailSystemLines(
                        "birds:  \"|'/my programs/mlmmj-receive' -L '/my lists/birds/'\"",
                        List.of(
                                "mlmmj unix - n n - 10 pipe",
                                "  flags=ORhu user=vmail argv={/my programs/mlmmj-receive} -L {/my lists/$nexthop}"),
                        TRANSPORT,
                        "0 */2 * * * vmail '/my programs/mlmmj-maintd' -F -L '/my lists/birds/'"));
    }

    @Test
    void characters_with_a_meaning_for_shell_alias_file_and_cron_are_escaped() throws Exception {
        assertThat(lines("/b", "/a'b\"c\\d%e$f"))
                .isEqualTo(new MailSystemLines(
                        "birds:  \"|/b/mlmmj-receive -L '/a'\\\\''b\\\"c\\\\d%e$f/birds/'\"",
                        List.of(
                                "mlmmj unix - n n - 10 pipe",
                                "  flags=ORhu user=vmail argv=/b/mlmmj-receive -L {/a'b\"c\\d%e$$f/$nexthop}"),
                        TRANSPORT,
                        "0 */2 * * * vmail /b/mlmmj-maintd -F -L '/a'\\''b\"c\\d\\%e$f/birds/'"));
    }
}
