package org.jmlmmj.e2e;

import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jmlmmj.admin.backend.TestDatabase.Kind;
import org.jmlmmj.core.test.RunningUser;
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

    private final Deque<Closeable> started;
    private final Place place;
    private final Original original;
    private final Tables tables;
    private final World world;
    private final Postfix postfix;
    private final Amavis amavis;
    private final AdminApi api;

    private ListServer(Place place, Deque<Closeable> started) throws IOException {
        this.place = place;
        this.started = started;
        original = Original.below(place.folder("original"));
        tables = opened(Tables.start(Kind.MYSQL, place));
        world = opened(World.in(place.folder("world"), place.port("world"))).start();
        tables.addDomain(DOMAIN, "virtual", false, true);
        tables.addAlias(ALIAS, DOMAIN);
        tables.addDomain(PARTNER, "smtp:[127.0.0.1]:" + place.port("world"), true, true);
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
        if (!RunningUser.isRoot()) {
            throw new AssertionError("only root can start Postfix and Amavisd: run dist/e2e/run as root");
        }
        Deque<Closeable> started = new ArrayDeque<>();
        Place place = Place.make(built);
        started.push(place);
        boolean complete = false;
        try {
            ListServer server = new ListServer(place, started);
            complete = true;
            // Also when somebody interrupts the tests.
            Runtime.getRuntime().addShutdownHook(new Thread(server::closeAtExit, "end of the servers"));
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
                """.formatted(place.lists(), place.removed(), place.port("10027"), tables.port(), Tables.PASSWORD),
                Account.words(place.installation().program("mlmmjadmin")));
    }

    /** The programs in C. */
    Original original() {
        return original;
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
    Tables tables() {
        return tables;
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
                .atMost(Patience.LIMIT)
                .until(() -> postfix.isEmpty()
                        && place.programs().isEmpty()
                        && postfix.isEmpty()
                        && world.postfix().isEmpty()
                        && postfix.isEmpty());
    }

    private void closeAtExit() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends all; a process that is left behind is a failure. */
    @Override
    public synchronized void close() throws IOException {
        if (!started.isEmpty()) {
            Closing.all(started);
            place.endLeftOvers();
        }
    }
}
