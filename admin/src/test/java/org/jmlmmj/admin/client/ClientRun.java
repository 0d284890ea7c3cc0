package org.jmlmmj.admin.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.admin.api.ApiFixture;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Terminal;

/**
 * How a client ended, and what it said.
 *
 * @param out standard output
 * @param err standard error
 */
record ClientRun(ExitStatus status, String out, String err) {
    /** Writes the settings with which clients find an API. */
    static Path settings(Path folder, int port, String more) throws IOException {
        Path file = Files.writeString(
                folder.resolve("mlmmjadmin.yaml"),
                "listen_port: " + port + "\napi_auth_tokens: [ \"sha256:00\", \"" + ApiFixture.TOKEN + "\" ]\n" + more);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    }

    static ClientRun admin(Path settings, String... arguments) {
        return admin(settings, Terminal.none(), arguments);
    }

    static ClientRun admin(Path settings, Terminal terminal, String... arguments) {
        return run((out, err, all) -> new MaillistAdmin(out, err, terminal).run(all), settings, arguments);
    }

    static ClientRun sync(Path settings, String... arguments) {
        return run((out, err, all) -> new SyncProfiles(out, err).run(all), settings, arguments);
    }

    private interface Client {
        ExitStatus run(PrintStream out, PrintStream err, List<String> arguments);
    }

    private static ClientRun run(Client client, Path settings, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--config", settings.toString()));
        all.addAll(List.of(arguments));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ExitStatus status = client.run(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), all);
        return new ClientRun(status, out.toString(UTF_8), err.toString(UTF_8));
    }
}
