package org.jmlmmj.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.RunningUser;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.dist.Installation;
import org.jmlmmj.dist.Launch;
import org.jmlmmj.dist.Launch.Finished;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A list on a small file system that fills up. Only root can mount one. */
class FullDiskIT {
    private static final int MIB = 1 << 20;

    @TempDir
    private Path folder = Path.of("");

    private boolean isMounted;
    private ScriptedSmtpPeer relay = ScriptedSmtpPeer.start();

    @BeforeEach
    void mount() throws Exception {
        assumeThat(RunningUser.isRoot()).as("only root mounts").isTrue();
        isMounted = call("mount", "-t", "tmpfs", "-o", "size=40m", "none", folder.toString()) == 0;
        assumeThat(isMounted).as("a container may not mount").isTrue();
    }

    @AfterEach
    void unmount() throws Exception {
        relay.close();
        if (isMounted) {
            assertThat(call("umount", folder.toString())).isZero();
        }
    }

    private static int call(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private Finished post(ListFixture list, int octets) throws Exception {
        String mail = Mails.post("ann@example.net", "Swallows")
                + "x".repeat(79).concat("\n").repeat(octets / 80);
        return Launch.of(Installation.built().program("mlmmj-receive"), "-F", "-L", list.folder())
                .with("SENDER", "ann@example.net")
                .stdin(mail)
                .run();
    }

    @Test
    void mails_are_left_to_the_mail_server_before_the_disk_is_full_and_taken_again_when_there_is_room()
            throws Exception {
        ListFixture list = ListFixture.in(folder)
                .control("relayhost", "127.0.0.1\n")
                .control("smtpport", relay.port() + "\n")
                .subscribers("bob@example.com");
        Path ballast = Files.write(folder.resolve("ballast"), new byte[20 * MIB]);

        assertThat(post(list, MIB).status()).isZero();
        Finished refused = post(list, 3 * MIB);

        assertThat(refused.status()).isEqualTo(75);
        assertThat(refused.err()).contains("MiB are free, no mail is taken").hasLineCount(1);
        assertThat(list.names("incoming")).isEmpty();
        assertThat(list.names("")).noneMatch(name -> name.startsWith(".tmp-"));
        Files.delete(ballast);
        assertThat(post(list, 3 * MIB).status()).isZero();
        assertThat(relay.delivered()).hasSize(2);
        assertThat(list.names("archive")).containsExactly("1", "2");
    }
}
