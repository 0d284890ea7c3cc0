package org.jmlmmj.dist;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jmlmmj.admin.Installation;
import org.jmlmmj.admin.MlmmjList;
import org.jmlmmj.admin.MlmmjMakeMl;
import org.jmlmmj.admin.MlmmjSub;
import org.jmlmmj.admin.MlmmjUnsub;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.log.Syslog;

/**
 * What the programs do day by day, done once: a list is made, people come and go, posts arrive and are sent. What they load
 * on the way is what the start-up archive will hold. For one thread.
 */
final class Training {
    private final Invocation invocation;
    private final Installation installation;
    private final Path folder;
    private final Path list;
    private final TrainingRelay relay;

    Training(Invocation invocation, Installation installation, Path folder, TrainingRelay relay) {
        this.invocation = invocation;
        this.installation = installation;
        this.folder = folder;
        this.list = folder.resolve("training");
        this.relay = relay;
    }

    /**
     * Runs everything.
     *
     * @throws IOException if a program did not do what it should; its message is part of ours
     */
    void run() throws IOException {
        makeList();
        for (String address : List.of("ann@example.net", "bob@example.com", "eve@example.org", "zoe@example.org")) {
            call(new MlmmjSub(), "mlmmj-sub", "-L", list.toString(), "-a", address, "-fqs");
        }
        call(new MlmmjSub(), "mlmmj-sub", "-L", list.toString(), "-a", "eve@example.org", "-d");
        call(new MlmmjUnsub(), "mlmmj-unsub", "-L", list.toString(), "-a", "zoe@example.org");
        call(new MlmmjList(), "mlmmj-list", "-L", list.toString());
        call(new MlmmjList(), "mlmmj-list", "-L", list.toString(), "-c", "-d");
        call(new MlmmjList(), "mlmmj-list", "-L", list.toString(), "-o");
        call(new MlmmjList(), "mlmmj-list", "-h");
        call(new MlmmjList(), "mlmmj-list", "-V");
        call(ExitStatus.USAGE, new MlmmjList(), "mlmmj-list");
        call(ExitStatus.REFUSED, new MlmmjSub(), "mlmmj-sub", "-L", list.toString(), "-a", "nobody");
    }

    private void makeList() throws IOException {
        call(
                new MlmmjMakeMl(installation),
                "mlmmj-make-ml",
                "-L",
                "training",
                "-d",
                "example.org",
                "-o",
                "keeper@example.org",
                "-s",
                folder.toString());
        control("relayhost", "127.0.0.1");
        control("smtpport", Integer.toString(relay.port()));
    }

    private void control(String name, String value) throws IOException {
        Files.writeString(list.resolve("control").resolve(name), value + "\n");
    }

    private void call(Program program, String name, String... arguments) throws IOException {
        call(ExitStatus.OK, program, name, arguments);
    }

    private void call(ExitStatus expected, Program program, String name, String... arguments) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(said, false, StandardCharsets.UTF_8);
        ExitStatus status = program.run(new Invocation(
                name,
                List.of(arguments),
                Map.of(),
                new ByteArrayInputStream(new byte[0]),
                stream,
                stream,
                invocation.clock(),
                invocation.names(),
                Syslog.none()));
        stream.flush();
        if (status != expected) {
            throw new IOException(name + " ended with " + status + ": " + said.toString(StandardCharsets.UTF_8));
        }
    }
}
