package org.jmlmmj.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Settings of an API on loopback, of its clients, and of clients of a database, as files. Immutable and thread-safe.
 *
 * @param folder holds the files and the spool of the API
 */
record ApiSettings(Path folder) {
    /** For the server, on a free port. */
    Path server() throws IOException {
        Path spool = Files.createDirectories(folder.resolve("spool"));
        return write("server", 0, """
                run_as_user: "%s"
                log_level: error
                MLMMJ_SPOOL_DIR: "%s"
                """.formatted(System.getProperty("user.name"), spool));
    }

    /** For those who talk to the server on this port. */
    Path client(int port) throws IOException {
        return write("client", port, "");
    }

    /** For those who look for a database on this port. */
    Path database(String kind, int port) throws IOException {
        return write(kind, 0, """
                backend_cli: bk_iredmail_sql
                iredmail_sql_db_type: %s
                iredmail_sql_db_port: %d
                """.formatted(kind, port));
    }

    private Path write(String name, int port, String more) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".yaml"), """
                listen_port: %d
                api_auth_tokens: [ "only-for-the-training-of-a-start-up-archive" ]
                """.formatted(port) + more);
        // Nobody but the owner may read settings.
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
