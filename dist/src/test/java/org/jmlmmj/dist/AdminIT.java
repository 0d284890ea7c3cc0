package org.jmlmmj.dist;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.jmlmmj.dist.Launch.Finished;
import org.jmlmmj.dist.Launch.Started;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The installed API and its installed client, from the start to SIGTERM. */
class AdminIT {
    private static final Installation BUILT = Installation.built();

    /** What service managers leave it, and a little for a busy machine. */
    private static final int STOP_SECONDS = 20;

    @TempDir
    private Path folder = Path.of("");

    private int port;

    static List<Jdk> jdks() throws IOException {
        return Jdk.all();
    }

    @BeforeEach
    void prepare() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Files.createDirectories(folder.resolve("spool"));
    }

    private Path settings(String more) throws IOException {
        Path file = Files.writeString(
                folder.resolve("mlmmjadmin.yaml"),
                """
                listen_port: %d
                run_as_user: %s
                api_auth_tokens: [ "a-token-of-more-than-thirty-two-characters" ]
                MLMMJ_SPOOL_DIR: %s
                MLMMJ_ARCHIVE_DIR: %s
                """.formatted(port, System.getProperty("user.name"), folder.resolve("spool"), folder.resolve("archive"))
                        + more);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static Finished client(Jdk jdk, Path settings, Object... arguments) throws Exception {
        Object[] all = new Object[arguments.length + 2];
        all[0] = "--config";
        all[1] = settings;
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Launch.of(BUILT.program("maillist_admin"), all)
                .with("JMLMMJ_JAVA", jdk.home())
                .run();
    }

    private void awaitServer(Started server) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            assertThat(server.process().isAlive()).isTrue();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException e) {
                return false;
            }
        });
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void lists_are_made_and_shown_until_the_server_is_told_to_end(Jdk jdk) throws Exception {
        Path settings = settings("");
        try (Started server = Launch.of(BUILT.program("mlmmjadmin"), "--config", settings)
                .with("JMLMMJ_JAVA", jdk.home())
                .start()) {
            awaitServer(server);

            assertThat(client(jdk, settings, "create", "birds@example.org", "name=Vögel", "language=en"))
                    .isEqualTo(new Finished(0, "Created.\n", ""));
            Path list = folder.resolve("spool/example.org/birds");
            assertThat(list.resolve("control/listaddress")).hasContent("birds@example.org");
            assertThat(list.resolve("text/confirm")).exists();
            assertThat(client(jdk, settings, "info", "birds@example.org").out())
                    .contains("\nname=Vögel\n", "\nowner=['postmaster@example.org']\n");
            assertThat(client(jdk, settings, "create", "birds@example.org"))
                    .isEqualTo(new Finished(1, "Error: ALREADY_EXISTS\n", "maillist_admin: ALREADY_EXISTS\n"));

            server.signal("TERM");
            Finished finished = server.await();
            assertThat(finished).isEqualTo(new Finished(0, "", "mlmmjadmin: listening on 127.0.0.1:" + port + "\n"));
        }
        Finished late = client(jdk, settings, "info", "birds@example.org");
        assertThat(late.status()).isEqualTo(75);
        assertThat(late.err()).contains("is mlmmjadmin running?").hasLineCount(1);
    }

    @Test
    void heap_of_the_server_is_larger_than_that_of_the_other_programs() throws Exception {
        Path java = FakeJava.in(folder, "99", "printf '[%s]' \"$@\"");

        Finished server =
                Launch.of(BUILT.program("mlmmjadmin")).with("JMLMMJ_JAVA", java).run();
        Finished client = Launch.of(BUILT.program("maillist_admin"))
                .with("JMLMMJ_JAVA", java)
                .run();

        assertThat(server.out())
                .contains("[-Xmx128m]", "[org.jmlmmj.admin.api.MlmmjAdmin]")
                .doesNotContain("TieredStopAtLevel");
        assertThat(client.out())
                .contains("[-Xmx64m]", "[-XX:TieredStopAtLevel=1]", "[org.jmlmmj.admin.client.MaillistAdmin]");
    }

    @Test
    void library_beside_the_installation_is_found_by_the_programs_that_talk_to_ldap() throws Exception {
        Path java = FakeJava.in(folder, "99", "printf '[%s]' \"$@\"");
        Path library = BUILT.home().resolve("ext/some ldap.jar");
        Files.createDirectories(library.getParent());
        Files.writeString(library, "");
        try {
            for (String program : List.of("mlmmjadmin", "sync_profiles_to_db", "maillist_admin", "mlmmj-list")) {
                Finished finished = Launch.of(BUILT.program(program))
                        .with("JMLMMJ_JAVA", java)
                        .run();

                assertThat(finished.out().contains("lib/jmlmmj.jar:" + library + "]"))
                        .as(program + finished)
                        .isEqualTo(program.equals("mlmmjadmin") || program.equals("sync_profiles_to_db"));
            }
        } finally {
            Files.delete(library);
            Files.delete(library.getParent());
        }
    }

    @Test
    void missing_library_for_ldap_is_named_in_one_line() throws Exception {
        Finished finished = Launch.of(
                        BUILT.program("mlmmjadmin"), "--config", settings("backend_api: bk_iredmail_ldap\n"))
                .run();

        assertThat(finished.status()).isEqualTo(1);
        assertThat(finished.err())
                .contains("unboundid-ldapsdk.jar in the folder ext")
                .hasLineCount(1);
    }

    @Test
    void request_in_work_does_not_keep_it_from_ending_soon() throws Exception {
        try (Started server =
                Launch.of(BUILT.program("mlmmjadmin"), "--config", settings("")).start()) {
            awaitServer(server);
            try (Socket idle = new Socket(InetAddress.getLoopbackAddress(), port);
                    Socket half = new Socket(InetAddress.getLoopbackAddress(), port)) {
                // One connection is kept open as clients do, the other one is in the middle of a request.
                idle.getOutputStream().write("GET /health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
                assertThat(idle.getInputStream().read()).isEqualTo('H');
                half.getOutputStream()
                        .write("POST /api/a@x.io HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx".getBytes(US_ASCII));
                long asked = System.nanoTime();

                server.signal("TERM");
                Finished finished = server.await();

                assertThat(finished.status()).isZero();
                assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(STOP_SECONDS));
            }
        }
    }

    @Test
    void server_needs_no_place_for_temporary_files() throws Exception {
        Path settings = settings("");
        Path real = Path.of(System.getProperty("java.home"), "bin/java");
        Path java = FakeJava.in(
                folder,
                "" + Runtime.version().feature(),
                "exec '" + real + "' -Djava.io.tmpdir='" + settings + "' \"$@\"");
        try (Started server = Launch.of(BUILT.program("mlmmjadmin"), "--config", settings)
                .with("JMLMMJ_JAVA", java)
                .start()) {
            awaitServer(server);

            server.signal("TERM");

            assertThat(server.await().status()).isZero();
        }
    }

    @Test
    void port_that_is_taken_is_a_failure_that_may_pass() throws Exception {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            Finished finished = Launch.of(BUILT.program("mlmmjadmin"), "--config", settings(""))
                    .run();

            assertThat(finished.status()).isEqualTo(75);
            assertThat(finished.out()).isEmpty();
            assertThat(finished.err())
                    .startsWith("mlmmjadmin: cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .hasLineCount(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no_such_setting: 1\n",
                "log_level: loud\n",
                "MLMMJ_FORCED_PROFILE_SETTINGS:\n  no_such_parameter: 1\n",
                "backend_api: bk_iredmail_sql\n"
            })
    void settings_that_are_wrong_keep_it_from_starting(String wrong) throws Exception {
        Finished finished = Launch.of(BUILT.program("mlmmjadmin"), "--config", settings(wrong))
                .run();

        assertThat(finished.status()).as(finished.err()).isEqualTo(1);
        assertThat(finished.err()).startsWith("mlmmjadmin: ").hasLineCount(1);
    }

    @Test
    void settings_that_everybody_can_read_are_refused() throws Exception {
        Path settings = Files.setPosixFilePermissions(settings(""), PosixFilePermissions.fromString("rw-r--r--"));

        for (String program : List.of("mlmmjadmin", "sync_profiles_to_db")) {
            Finished finished = Launch.of(BUILT.program(program), "--config", settings, "-A")
                    .run();
            if (program.equals("mlmmjadmin")) {
                assertThat(finished.status()).isEqualTo(64);
                finished =
                        Launch.of(BUILT.program(program), "--config", settings).run();
            }
            assertThat(finished.status()).as(program).isEqualTo(1);
            assertThat(finished.err()).contains("chmod o= ").hasLineCount(1);
        }
    }

    @Test
    void sql_server_that_is_away_is_told_in_one_line() throws Exception {
        Path settings =
                settings("backend_cli: bk_iredmail_sql\niredmail_sql_db_type: mysql\niredmail_sql_db_port: 1\n");

        Finished finished = Launch.of(BUILT.program("sync_profiles_to_db"), "--config", settings, "-A")
                .run();

        assertThat(finished.status()).isEqualTo(1);
        assertThat(finished.out()).isEmpty();
        assertThat(finished.err().lines()).last().asString().startsWith("sync_profiles_to_db: ");
        assertThat(finished.err()).doesNotContain("INFO", "\tat ");
    }

    @Test
    void service_files_start_an_installed_program() throws Exception {
        String unit = Files.readString(BUILT.home().resolve("share/jmlmmj/service/systemd/mlmmjadmin.service"));
        String program = unit.lines()
                .filter(line -> line.startsWith("ExecStart=/opt/jmlmmj/"))
                .map(line -> line.substring("ExecStart=/opt/jmlmmj/".length()).split(" ", 2)[0])
                .findFirst()
                .orElseThrow();
        assertThat(BUILT.home().resolve(program)).isExecutable();
        for (String system : List.of("openrc", "freebsd", "openbsd")) {
            assertThat(BUILT.home()
                            .resolve("share/jmlmmj/service")
                            .resolve(system)
                            .resolve("mlmmjadmin"))
                    .isExecutable()
                    .content()
                    .contains("/" + program);
        }
        for (String file : List.of(
                "jmlmmj/sql/mysql/tables.sql",
                "jmlmmj/sql/pgsql/tables.sql",
                "jmlmmj/etc/mlmmjadmin.yaml",
                "jmlmmj/log/rsyslog/mlmmjadmin.conf",
                "jmlmmj/log/logrotate/mlmmjadmin",
                "bash-completion/completions/maillist_admin",
                "man/man1/maillist_admin.1",
                "man/man8/mlmmjadmin.8",
                "man/man8/sync_profiles_to_db.8")) {
            assertThat(BUILT.home().resolve("share").resolve(file)).isNotEmptyFile();
        }
    }
}
