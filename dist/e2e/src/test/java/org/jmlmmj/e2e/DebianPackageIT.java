package org.jmlmmj.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.jmlmmj.core.test.RunningUser;
import org.jmlmmj.dist.Installation;
import org.junit.jupiter.api.Test;

/** The Debian package on a fresh Debian with Postfix: installed, used, purged. */
class DebianPackageIT {
    private static final Path TARGET =
            Installation.built().home().resolve("..").toAbsolutePath().normalize();

    /** The list as the README makes it; a port of its own, as 25 may be taken on this machine. */
    private static final String MAKE_LIST = """
            useradd -m ann
            postconf -e myhostname=mail.example.org mydestination=localhost inet_interfaces=loopback-only
            postconf -e recipient_delimiter=+ mlmmj_destination_recipient_limit=1 relay_domains=lists.example.org
            postconf -e transport_maps=hash:/etc/postfix/lists relay_recipient_maps=hash:/etc/postfix/lists
            postconf -e maillog_file=/var/log/postfix.log
            postconf -M mlmmj/unix='mlmmj unix - n n - 10 pipe flags=ORhqu user=mlmmj null_sender= argv=/usr/bin/mlmmj-receive -L /var/spool/mlmmj/$nexthop -s $sender -e $extension'
            postconf -MX smtp/inet
            postconf -M 127.0.0.1:PORT/inet='127.0.0.1:PORT inet n - n - - smtpd'
            postconf -M postlog/unix-dgram='postlog unix-dgram n - n - 1 postlogd'
            postconf -F '*/*/chroot=n'
            echo 'birds@lists.example.org  mlmmj:birds' >/etc/postfix/lists
            postmap /etc/postfix/lists
            mlmmj-make-ml -y -L birds -d lists.example.org -o ann@localhost -c mlmmj:mlmmj
            echo PORT >/var/spool/mlmmj/birds/control/smtpport
            mlmmj-sub -L /var/spool/mlmmj/birds -a ann@localhost
            runuser -u mlmmj -- mlmmj-maintd -F -d /var/spool/mlmmj
            """;

    private static final String POST = """
            postfix start
            trap 'postfix stop' EXIT
            printf 'From: ann@localhost\\nTo: birds@lists.example.org\\nSubject: First swallow\\n\\nSeen today.\\n' |
              sendmail -f ann@localhost birds@lists.example.org
            timeout 120 sh -c 'until grep -q "Subject: First swallow" /var/mail/ann 2>/dev/null; do sleep 0.2; done' || {
              cat /var/log/postfix.log
              exit 1
            }
            mlmmj-doctor
            mlmmj-doctor -L /var/spool/mlmmj/birds --test-post ann@localhost --mailbox /var/mail/ann || echo status $?
            """;

    private static Path deb() throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.filter(file -> file.getFileName().toString().matches("jmlmmj_.*_all\\.deb"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(
                            "there is no package in " + TARGET + "; build with both profiles: mvn -Pdeb,e2e verify"));
        }
    }

    @Test
    void lintian_finds_no_error() throws Exception {
        Path lintian = Command.find("lintian", "lintian");

        String told = Command.run(lintian, "--allow-root", "--fail-on", "error", deb());

        assertThat(told.lines().filter(line -> line.startsWith("E: "))).isEmpty();
    }

    @Test
    void fresh_debian_delivers_a_post_and_keeps_its_lists_after_a_purge() throws Exception {
        assumeThat(RunningUser.isRoot()).as("only root makes a Debian").isTrue();
        assumeThat(DebianTree.isPossible()).as("a container may not mount").isTrue();
        DebianTree tree = DebianTree.fresh(Files.createDirectories(TARGET.resolve("debian")));
        Files.copy(deb(), tree.path("root/jmlmmj.deb"));

        tree.run("apt-get -q update; apt-get -q -y --no-install-recommends install postfix /root/jmlmmj.deb");
        isInstalled(tree);
        tree.run("rm /var/cache/jmlmmj/*; apt-get -q -y --reinstall install openjdk-17-jre-headless");
        hasArchive(tree);

        String port = Integer.toString(Ports.of(new SecureRandom()).next());
        tree.run(MAKE_LIST.replace("PORT", port));
        String told = tree.run(POST);
        assertThat(Files.readString(tree.path("var/mail/ann")))
                .contains("birds+bounces-1-ann=localhost@lists.example.org")
                .contains("Seen today.");
        isChecked(told, port);

        tree.run("apt-get -q -y purge jmlmmj");
        isPurged(tree);
    }

    private static void isInstalled(DebianTree tree) throws IOException {
        assertThat(Files.readString(tree.path("etc/passwd"))).containsPattern("(?m)^mlmmj:.*:/usr/sbin/nologin$");
        assertThat(tree.run("stat -c '%U:%G %a' /etc/mlmmjadmin/mlmmjadmin.yaml /var/spool/mlmmj"))
                .isEqualTo("root:mlmmj 640\nmlmmj:mlmmj 750\n");
        hasArchive(tree);
        assertThat(tree.has("etc/systemd/system/timers.target.wants/mlmmj-maintd.timer"))
                .isTrue();
        assertThat(tree.has("etc/systemd/system/multi-user.target.wants/mlmmjadmin.service"))
                .isFalse();
        for (String name : List.of("usr/share/doc/jmlmmj/bom.json", "usr/share/man/man7/mlmmj.7.gz")) {
            assertThat(tree.has(name)).as(name).isTrue();
        }
    }

    private static void hasArchive(DebianTree tree) {
        assertThat(tree.path("var/cache/jmlmmj")).isDirectoryContaining("glob:**/jmlmmj-17*.jsa");
    }

    private static void isChecked(String told, String port) {
        assertThat(told)
                .containsPattern("(?m)^ok +installation +java .*with its start-up archive")
                .containsPattern(
                        "(?m)^ok .* postfix +Postfix gives birds@lists.example.org to /usr/bin/mlmmj-receive -L")
                .containsPattern("(?m)^ok .* relay +relay 127.0.0.1:" + port + " .*PIPELINING")
                .containsPattern("(?m)^[0-9]+ ok, [0-9]+ warn, 0 FAIL$")
                // Nobody signs here.
                .containsPattern("(?m)^FAIL .* test post +the test post arrived without a DKIM signature")
                .contains("status 1");
    }

    private static void isPurged(DebianTree tree) throws IOException {
        for (String name : List.of(
                "usr/bin/mlmmj-receive", "usr/share/jmlmmj", "var/cache/jmlmmj", "etc/mlmmjadmin/mlmmjadmin.yaml")) {
            assertThat(tree.has(name)).as(name).isFalse();
        }
        assertThat(tree.path("var/spool/mlmmj/birds/archive/1")).content().contains("Seen today.");
        assertThat(tree.path("var/spool/mlmmj/birds/subscribers.d/a")).hasContent("ann@localhost");
        assertThat(Files.readString(tree.path("etc/passwd"))).contains("mlmmj:");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(tree.path("var/spool/mlmmj"), LinkOption.NOFOLLOW_LINKS)))
                .isEqualTo("rwxr-x---");
    }
}
