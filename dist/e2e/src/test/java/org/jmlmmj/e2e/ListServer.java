package org.jmlmmj.e2e;

import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jmlmmj.admin.backend.TestDatabase;
import org.jmlmmj.dist.Installation;

/**
 * A server with lists as the samples describe it: MariaDB, Postfix, Amavisd and the admin API with the installed programs, beside a
 * mail server that is the rest of the world. All is in one folder and on free ports. Root starts it. For one thread.
 */
final class ListServer implements Closeable {
    /** The domain of the samples. */
    static final String DOMAIN = "lists.example.org";

    /** Another name of the domain. */
    static final String ALIAS = "lists.example.net";

    /** A domain for which this server takes mail, to pass it on to the world. */
    static final String PARTNER = "partner.example";

    private static final String PASSWORD = "a-pass-word";

    private final Deque<Closeable> started;
    private final Place place;
    private final Original original;
    private final TestDatabase database;
    private final World world;
    private final Postfix postfix;
    private final Amavis amavis;
    private final AdminApi api;

    private ListServer(Place place, Deque<Closeable> started) throws IOException {
        this.place = place;
        this.started = started;
        original = Original.below(place.folder("original"));
        database = opened(startDatabase(place.installation().home().resolve("share/jmlmmj/sql")));
        place.put("127.0.0.1:3306", "127.0.0.1:" + database.port()).put("PASSWORD", PASSWORD);
        world = opened(World.in(place.folder("world"), place.port("world"))).start();
        fillTables();
        postfix = opened(postfix()).start();
        amavis = opened(Amavis.in(
                        place.folder("amavis"),
                        DOMAIN,
                        place.samples().text("amavisd/50-user"),
                        place.port("10027"),
                        place.port("10025")))
                .start();
        api = opened(api()).start();
    }

    /** Starts it. */
    static ListServer start(Installation built) throws IOException {
        Command.find("mariadbd", "mariadb-server");
        Command.find("altermime", "altermime");
        Deque<Closeable> started = new ArrayDeque<>();
        Place place = Place.make(built);
        started.push(place);
        boolean complete = false;
        try {
            ListServer server = new ListServer(place, started);
            complete = true;
            return server;
        } finally {
            if (!complete) {
                place.copyTo(Path.of("target/logs/start"));
                Closing.all(started);
            }
        }
    }

    private <T extends Closeable> T opened(T server) {
        started.push(server);
        return server;
    }

    private static TestDatabase startDatabase(Path tables) throws IOException {
        try {
            return TestDatabase.start(TestDatabase.Kind.MYSQL, tables);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the SQL server starts", e);
        }
    }

    private void fillTables() {
        database.jdbi().useHandle(handle -> {
            handle.execute("CREATE USER vmail@'127.0.0.1' IDENTIFIED BY '" + PASSWORD + "'");
            handle.execute("GRANT SELECT ON vmail.* TO vmail@'127.0.0.1'");
            handle.execute("CREATE USER vmailadmin@'127.0.0.1' IDENTIFIED BY '" + PASSWORD + "'");
            handle.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON vmail.* TO vmailadmin@'127.0.0.1'");
            handle.execute("INSERT INTO domain (domain, transport) VALUES (?, 'virtual')", DOMAIN);
            handle.execute("INSERT INTO alias_domain (alias_domain, target_domain) VALUES (?, ?)", ALIAS, DOMAIN);
            handle.execute(
                    "INSERT INTO domain (domain, transport, backupmx) VALUES (?, ?, 1)",
                    PARTNER,
                    "smtp:[127.0.0.1]:" + place.port("world"));
        });
    }

    private Postfix postfix() throws IOException {
        Samples samples = place.samples();
        Postfix made = Postfix.in(place.folder("postfix"), "mx." + DOMAIN, place.port("25"));
        Path maps = Files.createDirectories(made.etc().resolve("mysql"));
        for (Path map : samples.folder("postfix/mysql")) {
            Path file = maps.resolve(String.valueOf(map.getFileName()));
            Files.writeString(file, samples.text("postfix/mysql/" + file.getFileName()));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
            Command.run("chgrp", "postfix", file);
        }
        return made.settings(samples.text("postfix/sql/main.cf"))
                .settings(samples.text("postfix/iredmail/main.cf"))
                .settings("relayhost = [127.0.0.1]:" + place.port("world") + "\n")
                .services(samples.text("postfix/iredmail/master.cf"))
                .services(original.service(place.lists()));
    }

    private AdminApi api() throws IOException {
        return AdminApi.in(
                place.folder("api"),
                Files.readString(place.installation().home().resolve("share/jmlmmj/etc/mlmmjadmin.yaml")),
                place.port("7790"),
                """
                run_as_user: list
                run_as_group: list
                backend_api: bk_iredmail_sql
                MLMMJ_SPOOL_DIR: %s
                MLMMJ_ARCHIVE_DIR: %s
                MLMMJ_DEFAULT_PROFILE_SETTINGS: { smtp_port: %d }
                iredmail_sql_db_type: mysql
                iredmail_sql_db_port: %d
                iredmail_sql_db_password: %s
                """.formatted(place.lists(), place.removed(), place.port("10027"), database.port(), PASSWORD),
                Account.words(place.installation().program("mlmmjadmin")));
    }

    /** The programs in C. */
    Original original() {
        return original;
    }

    /** Makes an address known as that of a list that the API has not made. */
    void insertRows(String address) {
        database.jdbi().useHandle(handle -> {
            handle.execute(
                    "INSERT INTO maillists (address, domain, transport, mlid) VALUES (?, ?, ?, ?)",
                    address,
                    DOMAIN,
                    "mlmmj:" + DOMAIN + "/" + address.replaceFirst("@.*", ""),
                    address);
            handle.execute(
                    "INSERT INTO forwardings (address, forwarding, domain, dest_domain, is_maillist) VALUES (?, ?, ?, ?, 1)",
                    address,
                    address,
                    DOMAIN,
                    DOMAIN);
        });
    }

    /** The rest of the world. */
    World world() {
        return world;
    }

    /** The mail server of the lists. */
    Postfix mailServer() {
        return postfix;
    }

    /** The scanner that signs. */
    Amavis amavis() {
        return amavis;
    }

    /** The admin API. */
    AdminApi adminApi() {
        return api;
    }

    /** The tables. */
    TestDatabase database() {
        return database;
    }

    /** Folders, ports and programs. */
    Place place() {
        return place;
    }

    /** Makes a list with the API and the profile that new lists have; its name is also that of its folder. */
    MadeList make(String name) {
        return make(name, Map.of("disable_archive", "no"));
    }

    /** Makes a list with the API and a profile. */
    MadeList make(String name, Map<String, String> profile) {
        MadeList list = new MadeList(this, name);
        api.create(list.address(), profile);
        return list;
    }

    /** Sends a mail as somebody in the world does. */
    void send(String sender, List<String> recipients, String mail) throws IOException {
        SmtpClient.send(postfix.port(), sender, recipients, mail);
    }

    /** Waits until no mail and no program is under way. */
    void awaitQuiet() {
        await("end of all deliveries")
                .atMost(Duration.ofSeconds(90))
                .until(() -> postfix.isEmpty()
                        && place.programs().isEmpty()
                        && postfix.isEmpty()
                        && world.postfix().isEmpty()
                        && postfix.isEmpty());
    }

    @Override
    public void close() throws IOException {
        Closing.all(started);
    }
}
