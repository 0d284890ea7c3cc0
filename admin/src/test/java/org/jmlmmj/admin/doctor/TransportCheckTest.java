package org.jmlmmj.admin.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.core.test.ListFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransportCheckTest {
    private static final String SERVICE =
            "mlmmj unix - n n - - pipe flags=ORhu user=mlmmj argv=/usr/bin/mlmmj-receive -L SPOOL/${nexthop}";

    private final Map<String, String> answers = new HashMap<>();
    private ListFixture list;
    private Path spool = Path.of("");

    @BeforeEach
    void makeList(@TempDir Path parent) throws IOException {
        spool = parent.toRealPath();
        list = ListFixture.in(spool);
        answers.put("postconf -h mail_version", "3.7.11");
        answers.put("postconf -h transport_maps", "proxy:mysql:/etc/users.cf, hash:/etc/lists");
        answers.put("postmap -q birds@example.org hash:/etc/lists", "mlmmj:birds");
        answers.put("postconf -M mlmmj/unix", SERVICE.replace("SPOOL", spool.toString()));
    }

    private List<String> examine() throws IOException {
        return Examination.of(new TransportCheck(Examination.postfix(answers)), list.open());
    }

    @Test
    void transport_leads_to_the_list() throws Exception {
        answers.put("postconf -h mlmmj_destination_recipient_limit", "1");

        assertThat(examine())
                .containsExactly(
                        "ok Postfix gives birds@example.org to /usr/bin/mlmmj-receive -L " + list.folder() + " -> ");
    }

    @Test
    void several_recipients_per_call_are_a_failure() throws Exception {
        answers.put("postconf -h mlmmj_destination_recipient_limit", "$default_destination_recipient_limit");

        assertThat(examine())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("FAIL")
                .endsWith("postconf -e mlmmj_destination_recipient_limit=1");
    }

    @Test
    void transport_to_another_list_is_a_failure() throws Exception {
        ListFixture.in(spool.resolve("other"));
        answers.put("postmap -q birds@example.org hash:/etc/lists", "mlmmj:other/birds");

        assertThat(examine()).singleElement().asString().startsWith("FAIL").contains("other/birds");
    }

    @Test
    void transport_to_a_folder_that_does_not_exist_is_a_failure() throws Exception {
        answers.put("postmap -q birds@example.org hash:/etc/lists", "mlmmj:bird");

        assertThat(examine()).singleElement().asString().startsWith("FAIL").contains("names no list directory");
    }

    @Test
    void service_that_master_cf_lacks_is_a_failure() throws Exception {
        answers.remove("postconf -M mlmmj/unix");

        assertThat(examine()).singleElement().asString().startsWith("FAIL").contains("the service mlmmj");
    }

    @Test
    void address_that_nobody_knows_is_a_failure() throws Exception {
        answers.remove("postmap -q birds@example.org hash:/etc/lists");

        assertThat(examine())
                .singleElement()
                .asString()
                .startsWith("FAIL Postfix knows no transport and no alias for birds@example.org")
                .contains("mlmmj:birds");
    }

    @Test
    void every_address_of_the_list_is_looked_at() throws Exception {
        list.control("listaddress", "birds@example.org\nvogels@example.org\n");

        assertThat(examine()).hasSize(2).last().asString().startsWith("FAIL").contains("vogels@example.org");
    }

    @Test
    void virtual_alias_leads_to_a_transport() throws Exception {
        answers.put("postconf -h virtual_alias_maps", "hash:/etc/virtual");
        answers.put("postmap -q birds@example.org hash:/etc/virtual", "birds@lists.invalid");
        answers.remove("postmap -q birds@example.org hash:/etc/lists");
        answers.put("postmap -q birds@lists.invalid hash:/etc/lists", "mlmmj:birds");
        answers.put("postconf -h mlmmj_destination_recipient_limit", "1");

        assertThat(examine()).singleElement().asString().startsWith("ok Postfix gives birds@example.org to");
    }

    @Test
    void transport_for_an_address_that_is_refused_is_a_failure() throws Exception {
        answers.put("postconf -h mlmmj_destination_recipient_limit", "1");
        answers.put("postconf -h virtual_mailbox_domains", "proxy:mysql:/etc/domains.cf");
        answers.put("postmap -q example.org proxy:mysql:/etc/domains.cf", "example.org");
        answers.put("postconf -h virtual_alias_maps", "proxy:mysql:/etc/aliases.cf");
        assertThat(examine())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("FAIL Postfix knows a transport for birds@example.org but refuses its mail");

        answers.put("postmap -q birds@example.org proxy:mysql:/etc/aliases.cf", "birds@example.org");
        assertThat(examine()).singleElement().asString().startsWith("ok");
    }

    @Test
    void relayed_domain_takes_every_address_unless_it_has_a_map() throws Exception {
        answers.put("postconf -h mlmmj_destination_recipient_limit", "1");
        answers.put("postconf -h relay_domains", "$mydestination, example.org");
        assertThat(examine()).singleElement().asString().startsWith("ok");

        answers.put("postconf -h relay_recipient_maps", "hash:/etc/recipients");
        assertThat(examine()).hasSize(2).first().asString().startsWith("FAIL");

        answers.put("postmap -q birds@example.org hash:/etc/recipients", "x");
        assertThat(examine()).singleElement().asString().startsWith("ok");
    }

    @Test
    void alias_leads_to_the_list() throws Exception {
        answers.put("postconf -h transport_maps", "");
        answers.put("postconf -h virtual_alias_maps", "hash:/etc/virtual");
        answers.put("postmap -q birds@example.org hash:/etc/virtual", "birds-list");
        answers.put("postconf -h alias_maps", "hash:/etc/aliases");
        answers.put(
                "postalias -q birds-list hash:/etc/aliases", "\"|/usr/bin/mlmmj-receive -L " + list.folder() + "/\"");

        assertThat(examine()).singleElement().asString().startsWith("ok").contains(list.folder() + " ->");
    }

    @Test
    void map_that_cannot_be_asked_is_named() throws Exception {
        Postfix postfix = new Postfix(command -> Optional.of(
                command.get(0).equals("postmap")
                        ? new Commands.Ended(1, "postmap: fatal: open /etc/users.cf: Permission denied\n")
                        : new Commands.Ended(0, answers.getOrDefault(String.join(" ", command), ""))));

        assertThat(Examination.of(new TransportCheck(postfix), list.open()))
                .singleElement()
                .asString()
                .startsWith("warn")
                .contains("users.cf: Permission denied")
                .endsWith("ask as root");
    }

    @Test
    void other_mail_servers_are_not_asked() throws Exception {
        assertThat(Examination.of(new TransportCheck(Examination.noPostfix()), list.open()))
                .singleElement()
                .asString()
                .startsWith("ok no Postfix here");
    }

    @Test
    void delimiter_of_postfix_has_to_be_that_of_the_list() throws Exception {
        answers.put("postconf -h recipient_delimiter", "-");
        DelimiterCheck check = new DelimiterCheck(Examination.postfix(answers));
        assertThat(Examination.of(check, list.open()))
                .singleElement()
                .asString()
                .startsWith("FAIL Postfix splits addresses at \"-\", the list at \"+\"");

        answers.put("postconf -h recipient_delimiter", "+-");
        assertThat(Examination.of(check, list.open()))
                .singleElement()
                .asString()
                .startsWith("ok");
    }

    @Test
    void delimiter_must_not_be_in_the_name_of_the_list() throws Exception {
        list.control("listaddress", "big-birds@example.org\n").control("delimiter", "-");

        assertThat(Examination.of(new DelimiterCheck(Examination.noPostfix()), list.open()))
                .singleElement()
                .asString()
                .startsWith("FAIL the delimiter \"-\" is part of the list's name");
    }
}
