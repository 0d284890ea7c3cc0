package org.jmlmmj.admin.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariDataSource;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.jmlmmj.admin.settings.Setting;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.admin.settings.SettingsException;

/**
 * A real SQL server of the distribution with the tables of stand-alone use, in a folder and on a port of its own. Where its programs
 * are not installed, tests of it are skipped, unless {@code -Djmlmmj.servers=required} says that they must be. For one thread.
 */
public final class TestDatabase implements Closeable {
    /** The kinds of server. */
    public enum Kind {
        MYSQL("mysql", "mysql", "mariadbd"),
        PGSQL("pgsql", "postgres", "postgres");

        private final String word;
        private final String user;
        private final String program;

        Kind(String word, String user, String program) {
            this.word = word;
            this.user = user;
            this.program = program;
        }
    }

    private final Kind kind;
    private final Path tables;
    private final Path folder;
    private final int port;
    private final Path programs;
    private Optional<Process> server = Optional.empty();

    private TestDatabase(Kind kind, Path tables, Path folder, int port, Path programs) {
        this.kind = kind;
        this.tables = tables;
        this.folder = folder;
        this.port = port;
        this.programs = programs;
    }

    /** Whether the distribution's programs are there. */
    public static boolean isInstalled(Kind kind) {
        boolean installed = programs(kind).isPresent();
        if (!installed && "required".equals(System.getProperty("jmlmmj.servers"))) {
            throw new AssertionError(kind.program + " is not installed");
        }
        return installed;
    }

    private static Optional<Path> programs(Kind kind) {
        List<Path> folders = new ArrayList<>(List.of(Path.of("/usr/sbin"), Path.of("/usr/bin")));
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            versions.map(version -> version.resolve("bin")).forEach(folders::add);
        } catch (IOException e) {
            // No PostgreSQL in the place where Debian has it; the other folders may do.
            folders.add(Path.of("/usr/local/bin"));
        }
        return folders.stream()
                .filter(folder -> Files.isExecutable(folder.resolve(kind.program)))
                .findFirst();
    }

    /** Starts a server in a new folder, with empty tables. */
    public static TestDatabase start(Kind kind) throws IOException, InterruptedException {
        return start(kind, Path.of("../dist/src/main/sql"));
    }

    /** Starts a server in a new folder, with the tables that this folder describes for each kind. */
    public static TestDatabase start(Kind kind, Path tables) throws IOException, InterruptedException {
        // Not in the folder of the tests: its path may be too long for a socket, or closed to the server's user.
        Path folder = Files.createTempDirectory(Path.of("/tmp"), "jmlmmj-sql");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        TestDatabase database =
                new TestDatabase(kind, tables, folder, port, programs(kind).orElseThrow());
        boolean started = false;
        try {
            database.prepare();
            database.launch();
            database.createTables();
            started = true;
            return database;
        } finally {
            if (!started) {
                database.close();
            }
        }
    }

    private void prepare() throws IOException, InterruptedException {
        if (isRoot()) {
            run(List.of("chown", kind.user, folder.toString()));
        }
        if (kind == Kind.MYSQL) {
            run(asUser(List.of(
                    "/usr/bin/mariadb-install-db",
                    "--no-defaults",
                    "--datadir=" + folder.resolve("data"),
                    "--auth-root-authentication-method=normal",
                    "--skip-test-db")));
        } else {
            run(asUser(List.of(
                    programs.resolve("initdb").toString(),
                    "-D",
                    folder.resolve("data").toString(),
                    "-U",
                    "root",
                    "-A",
                    "trust",
                    "-E",
                    "UTF8",
                    "--locale=C",
                    "--no-sync")));
        }
    }

    /** Starts the server, again if it was stopped. */
    public void launch() throws IOException {
        List<String> command = kind == Kind.MYSQL
                ? List.of(
                        programs.resolve("mariadbd").toString(),
                        "--no-defaults",
                        "--datadir=" + folder.resolve("data"),
                        "--socket=" + folder.resolve("s"),
                        "--pid-file=" + folder.resolve("pid"),
                        "--bind-address=127.0.0.1",
                        "--port=" + port,
                        "--innodb-flush-log-at-trx-commit=2",
                        "--skip-name-resolve")
                : List.of(
                        programs.resolve("postgres").toString(),
                        "-D",
                        folder.resolve("data").toString(),
                        "-k",
                        folder.toString(),
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "fsync=off");
        server = Optional.of(builder(asUser(command)).start());
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            if (!server.orElseThrow().isAlive()) {
                // What is left of the one that was killed before was still about.
                server = Optional.of(builder(asUser(command)).start());
            }
            return answers();
        });
    }

    private boolean answers() {
        return Jdbi.create(url(""))
                        .withHandle(handle -> handle.createQuery("SELECT 1")
                                .mapTo(Integer.class)
                                .one())
                == 1;
    }

    private void createTables() throws IOException {
        Jdbi.create(url(""))
                .useHandle(handle -> handle.execute(
                        kind == Kind.MYSQL
                                ? "CREATE DATABASE vmail CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci"
                                : "CREATE DATABASE vmail ENCODING 'UTF8'"));
        String script = Files.readString(tables.resolve(kind.word).resolve("tables.sql"));
        jdbi().useHandle(handle -> handle.createScript(script).execute());
    }

    private String url(String database) {
        return kind == Kind.MYSQL
                ? "jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?user=root"
                : "jdbc:postgresql://127.0.0.1:" + port + "/" + (database.isEmpty() ? "postgres" : database)
                        + "?user=root";
    }

    /** Questions to the tables, past the code that is tested. */
    public Jdbi jdbi() {
        return Jdbi.create(url("vmail"));
    }

    /** The port on which it listens. */
    public int port() {
        return port;
    }

    /** Settings with a backend of this server. */
    public Settings settings(Settings settings) {
        return settings.with(Setting.BACKEND_API, "bk_iredmail_sql")
                .with(Setting.IREDMAIL_SQL_DB_TYPE, kind.word)
                .with(Setting.IREDMAIL_SQL_DB_PORT, port)
                .with(Setting.IREDMAIL_SQL_DB_USER, "root");
    }

    /** A pool like that of the program. */
    HikariDataSource connections() throws SettingsException {
        return SqlServer.open(settings(Settings.standard()));
    }

    /** Ends every connection from the server's side, with what was begun on it. */
    public void cutConnections() {
        jdbi().useHandle(handle -> {
            if (kind == Kind.PGSQL) {
                handle.createQuery("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                + " WHERE datname = 'vmail' AND pid <> pg_backend_pid()")
                        .mapTo(Boolean.class)
                        .list();
                return;
            }
            for (long id : handle.createQuery(
                            "SELECT id FROM information_schema.processlist WHERE user = 'root' AND id <> connection_id()")
                    .mapTo(Long.class)
                    .list()) {
                handle.execute("KILL " + id);
            }
        });
    }

    /** Ends the server in the middle of everything. */
    public void kill() {
        server.ifPresent(process -> {
            List<ProcessHandle> all = process.descendants().toList();
            // Root has a program in between, which changed the user and ends with the server.
            if (!isRoot() || all.isEmpty()) {
                process.destroyForcibly();
            }
            all.forEach(ProcessHandle::destroyForcibly);
            process.onExit().join();
        });
        server = Optional.empty();
    }

    /** Starts it again after {@link #kill}; does nothing while it runs. */
    public void relaunchIfKilled() throws IOException {
        if (server.isEmpty()) {
            launch();
        }
    }

    @Override
    public void close() throws IOException {
        kill();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** Neither server works as root. */
    private List<String> asUser(List<String> command) {
        if (!isRoot()) {
            return command;
        }
        List<String> whole = new ArrayList<>(Arrays.asList("runuser", "-u", kind.user, "--"));
        whole.addAll(command);
        return whole;
    }

    private ProcessBuilder builder(List<String> command) {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/" + kind.word + ".log")));
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(command + " failed: " + output);
        }
    }
}
