package org.jmlmmj.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jmlmmj.admin.backend.TestDatabase.Kind;
import org.jmlmmj.dist.Installation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Postfix learns from SQL through the samples, of either server. */
class MapsIT {
    private static final String LIST = "birds@lists.example.org";

    /** A question of Postfix and the answer of the tables; empty if there must be none. */
    private record Lookup(String map, String key, String answer) {}

    private static final List<Lookup> LOOKUPS = List.of(
            new Lookup("transport_maps_maillist", LIST, "mlmmj:lists.example.org/birds"),
            new Lookup("transport_maps_maillist", "BIRDS@Lists.Example.Org", "mlmmj:lists.example.org/birds"),
            new Lookup("transport_maps_maillist", "off@lists.example.org", ""),
            new Lookup("transport_maps_maillist", "old@closed.example.org", ""),
            new Lookup("transport_maps_maillist", "x' OR '1'='1@lists.example.org", ""),
            new Lookup("virtual_alias_maps", LIST, LIST),
            new Lookup("virtual_alias_maps", "off@lists.example.org", ""),
            new Lookup("virtual_alias_maps", "old@closed.example.org", ""),
            new Lookup("domain_alias_maps", "birds@lists.example.net", LIST),
            new Lookup("domain_alias_maps", "bees@lists.example.net", ""),
            new Lookup("virtual_mailbox_domains", "lists.example.org", "lists.example.org"),
            new Lookup("virtual_mailbox_domains", "lists.example.net", "lists.example.net"),
            new Lookup("virtual_mailbox_domains", "partner.example", ""),
            new Lookup("virtual_mailbox_domains", "closed.example.org", ""),
            new Lookup("virtual_mailbox_maps", "ann@lists.example.org", "vmail1/ann/Maildir/"),
            new Lookup("virtual_mailbox_maps", LIST, ""),
            new Lookup("transport_maps_user", "ann@lists.example.org", "lmtp:unix:private/ann"),
            new Lookup("transport_maps_domain", "lists.example.org", "dovecot"),
            new Lookup("transport_maps_domain", "closed.example.org", ""),
            new Lookup("relay_domains", "partner.example", "partner.example"),
            new Lookup("relay_domains", "lists.example.org", ""));

    private static void fill(Tables tables) {
        tables.addDomain("lists.example.org", "dovecot", false, true);
        tables.addDomain("partner.example", "smtp:partner.example", true, true);
        tables.addDomain("closed.example.org", "dovecot", false, false);
        tables.addAlias("lists.example.net", "lists.example.org");
        for (String list : List.of(LIST, "off@lists.example.org", "old@closed.example.org")) {
            tables.addList(list);
        }
        tables.setActive("off@lists.example.org", false);
        tables.use(handle -> handle.execute("INSERT INTO mailbox (username, domain, transport, storagenode, maildir)"
                + " VALUES ('ann@lists.example.org', 'lists.example.org', 'lmtp:unix:private/ann', 'vmail1', 'ann')"));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void tables_answer_what_the_mail_server_asks(Kind kind) throws Exception {
        String word = kind == Kind.MYSQL ? "mysql" : "pgsql";
        try (Place place = Place.make(Installation.built());
                Tables tables = Tables.start(kind, place)) {
            fill(tables);
            Postfix postfix = Postfix.in(place.folder("postfix"), "mx.lists.example.org", place.port("25"));
            writeMaps(place.samples(), word, postfix.etc());

            for (Lookup lookup : LOOKUPS) {
                assertThat(postfix.lookup(word + ":" + postfix.etc() + "/" + lookup.map() + ".cf", lookup.key()))
                        .as(lookup.toString())
                        .isEqualTo(lookup.answer());
            }
        }
    }

    private static void writeMaps(Samples samples, String word, Path folder) throws IOException {
        for (Path map : samples.folder("postfix/" + word)) {
            String name = String.valueOf(map.getFileName());
            Files.writeString(folder.resolve(name), samples.text("postfix/" + word + "/" + name));
        }
    }
}
