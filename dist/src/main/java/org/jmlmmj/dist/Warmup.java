package org.jmlmmj.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jmlmmj.admin.Installation;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.Program;

/**
 * The Java part of {@code mlmmj-warmup}: one training run, from which the JVM writes a start-up archive when it ends. The launcher
 * chooses the releases of Java and installs the archives.
 *
 * <p>Diagnostics: 0, trained; 64, wrong usage; 75, a program did not do what it should. Stateless, so thread-safe.
 */
public final class Warmup extends Program {
    private final Installation installation;

    /** The program, as part of an installation. */
    public Warmup(Installation installation) {
        super("mlmmj-warmup", "a");
        this.installation = installation;
    }

    /** Runs the program for this process. */
    public static void main(String[] args) {
        Path home = Path.of(System.getProperty("jmlmmj.home", "/usr"));
        System.exit(new Warmup(Installation.in(home)).runProcess(args));
    }

    @Override
    protected String usage() {
        return """
            Usage: mlmmj-warmup [-a]
            Runs each program once, so that Java can keep what they need and start them faster.
            Run it after an installation and after an update of jmlmmj or Java.

              -a      for all releases of Java on this machine, not only for the one that is used
              -h, -V  show this help, the version
            """;
    }

    @Override
    protected ExitStatus run(Invocation invocation, Options options) throws IOException {
        // Below the folder that mlmmj-warmup deletes at the end.
        Path folder = Files.createTempDirectory("training-");
        try (TrainingRelay relay = TrainingRelay.start()) {
            Training training = new Training(invocation, installation, folder, relay);
            training.run();
            invocation.syslog().info("training run for a start-up archive");
            // What only a real start needs is part of the training, too; this is the start that counts most, and it
            // ends the
            // process as it does day by day.
            training.receiveAndExit();
        }
        throw new IOException("mlmmj-receive did not end the process");
    }
}
