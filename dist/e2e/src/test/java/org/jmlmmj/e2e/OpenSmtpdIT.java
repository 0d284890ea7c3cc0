package org.jmlmmj.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sample for OpenSMTPD. Debian does not install it beside Postfix: it is unpacked, and sees users and folders of its own. */
@ExtendWith(Servers.class)
class OpenSmtpdIT {
    private final ListServer server;
    private final Place place;
    private final Path folder;
    private final int port;

    OpenSmtpdIT(ListServer server) {
        this.server = server;
        place = server.place();
        folder = place.folder("opensmtpd");
        port = place.port("opensmtpd");
    }

    private Daemon start() throws IOException {
        for (String part : List.of("spool", "run", "libexec", "lib/opensmtpd/empty")) {
            Files.createDirectories(folder.resolve(part));
        }
        Path unpacked = Unpacked.copy("opensmtpd", folder);
        Command.run("cp", "-r", unpacked.resolve("usr/libexec/opensmtpd"), folder.resolve("libexec"));
        place.put("user mlmmj", "user list").put("= mlmmj", "= list");
        String sample = place.samples().text("opensmtpd/smtpd.conf");
        Files.writeString(folder.resolve("smtpd.conf"), """
                listen on 127.0.0.1 port %1$d
                action "world" relay host smtp://127.0.0.1:%2$d
                %3$s
                match from local ! for domain "%4$s" action "world"
                """.formatted(
                        port, server.world().postfix().port(), sample, ListServer.DOMAIN));
        Namespace namespace = Namespace.in(folder)
                .user("opensmtpd", 60_997)
                .user("opensmtpq", 60_998)
                .over(folder.resolve("spool"), Path.of("/var/spool"))
                .over(folder.resolve("run"), Path.of("/run"))
                .over(folder.resolve("lib"), Path.of("/var/lib"))
                .over(folder.resolve("libexec"), Path.of("/usr/libexec"));
        return Daemon.start(
                "OpenSMTPD",
                folder,
                namespace.words(unpacked.resolve("usr/sbin/smtpd"), "-d", "-f", folder.resolve("smtpd.conf")),
                Daemon.greets(port));
    }

    @Test
    void the_list_of_the_sample_takes_subscriptions_posts_and_bounces() throws Exception {
        Namespace.assumePossible();
        Daemon smtpd = start();
        try (StandAlone list = StandAlone.make(server, "birds", port)) {
            list.walk();
        } finally {
            smtpd.close();
        }
    }
}
