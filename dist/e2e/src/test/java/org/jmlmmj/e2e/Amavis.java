package org.jmlmmj.e2e;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The distribution's Amavisd with its files in one folder and the shipped sample as its last settings. There is no virus scanner and
 * no SpamAssassin behind it. For one thread.
 */
final class Amavis implements Closeable {
    private final Path folder;
    private final Path program;
    private final int port;
    private Optional<Daemon> running = Optional.empty();

    private Amavis(Path folder, Path program, int port) {
        this.folder = folder;
        this.program = program;
        this.port = port;
    }

    /**
     * Makes settings and a key.
     *
     * @param domain whose mail is signed
     * @param sample the text of the shipped sample
     * @param port where it signs the mail of lists
     * @param reinjection where all other mail goes next
     */
    static Amavis in(Path folder, String domain, String sample, int port, int reinjection) throws IOException {
        Amavis amavis = new Amavis(folder, Command.find("amavisd", "amavisd-new"), port);
        for (String part : List.of("tmp", "var", "quarantine", "dkim")) {
            Files.createDirectories(folder.resolve(part));
        }
        Files.writeString(folder.resolve("base.conf"), """
                use strict;
                $MYHOME = '%1$s'; $TEMPBASE = '%1$s/tmp'; $QUARANTINEDIR = '%1$s/quarantine';
                $pid_file = '%1$s/var/amavisd.pid'; $lock_file = '%1$s/var/amavisd.lock';
                $LOGFILE = '%1$s/amavis.log'; $DO_SYSLOG = 0; $log_level = 2;
                $daemon_user = 'amavis'; $daemon_group = 'amavis'; $max_servers = 2;
                $mydomain = '%2$s'; $myhostname = 'mx.%2$s';
                $enable_db = 0; $unix_socketname = undef;
                @bypass_virus_checks_maps = (1); @bypass_spam_checks_maps = (1);
                $forward_method = 'smtp:[127.0.0.1]:%3$d'; $notify_method = $forward_method;
                1;
                """.formatted(folder, domain, reinjection));
        Files.writeString(folder.resolve("50-user"), sample);
        Files.writeString(folder.resolve("amavis.log"), "");
        Path key = folder.resolve("dkim").resolve(domain + ".pem");
        Command.run(amavis.program, "genrsa", key, 2048);
        Command.run("chgrp", "amavis", folder, folder.resolve("dkim"), key);
        Command.run("chmod", "640", key);
        Command.run("chown", "amavis", folder.resolve("tmp"), folder.resolve("var"), folder.resolve("quarantine"));
        Command.run("chown", "amavis", folder.resolve("amavis.log"));
        return amavis;
    }

    private List<String> command(String word) {
        return List.of(program.toString(), "-c", folder + "/base.conf", "-c", folder + "/50-user", word);
    }

    /** Who verifies what it signed, with the key that its administrator would publish in DNS. */
    Dkim dkim() throws IOException {
        String shown = Command.run(command("showkeys").toArray());
        String record = Pattern.compile("\"([^\"]*)\"")
                .matcher(shown)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.joining());
        if (!record.contains("p=")) {
            throw new AssertionError("amavisd shows no key but " + shown);
        }
        return new Dkim(record);
    }

    /** Starts it and waits until it takes mail. */
    Amavis start() throws IOException {
        running = Optional.of(Daemon.start("Amavisd", folder, command("foreground"), Daemon.greets(port)));
        return this;
    }

    /** Stops it; its ports refuse connections then. */
    void stop() {
        running.ifPresent(Daemon::close);
        running = Optional.empty();
    }

    @Override
    public void close() {
        stop();
    }
}
