package org.jmlmmj.dist;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.jmlmmj.admin.api.MlmmjAdmin;
import org.jmlmmj.admin.client.MaillistAdmin;
import org.jmlmmj.admin.client.SyncProfiles;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Terminal;
import org.jmlmmj.send.StopSignal;

/**
 * The clients of the API, up to where they need a server, and the server up to where it starts: an archive with all that the server
 * loads would make each mail dearer (decision 0003). For one thread.
 *
 * @param list the settings are beside it
 */
record ClientTraining(TrainingList list) {
    void run() throws IOException {
        ProgramCalls calls = list.calls();
        calls.call(
                (streams, words) -> new MlmmjAdmin(streams, streams, StopSignal::new).run(words), "mlmmjadmin", "-h");
        calls.call(ClientTraining::admin, "maillist_admin", "-h");
        calls.call(ClientTraining::sync, "sync_profiles_to_db", "-h");
        String settings = settings().toString();
        // Nobody listens there.
        calls.call(
                Set.of(ExitStatus.TEMPORARY_FAILURE),
                ClientTraining::admin,
                "maillist_admin",
                "--config",
                settings,
                "info",
                "training@example.org");
        // There is no database.
        calls.call(Set.of(ExitStatus.REFUSED), ClientTraining::sync, "sync_profiles_to_db", "--config", settings, "-A");
    }

    private static ExitStatus admin(PrintStream streams, List<String> words) {
        return new MaillistAdmin(streams, streams, Terminal.none()).run(words);
    }

    private static ExitStatus sync(PrintStream streams, List<String> words) {
        return new SyncProfiles(streams, streams).run(words);
    }

    private Path settings() throws IOException {
        Path file = Files.writeString(list.folder().resolve("mlmmjadmin.yaml"), """
                listen_port: %d
                api_auth_tokens: [ "only-for-the-training-of-a-start-up-archive" ]
                """.formatted(closedPort()));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }
}
