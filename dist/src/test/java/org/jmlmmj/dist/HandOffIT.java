package org.jmlmmj.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;
import org.jmlmmj.dist.Launch.Finished;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of mlmmj-receive leaves Java alone as soon as the mail is stored (DESIGN §2). */
class HandOffIT {
    private static final Path RECEIVE = Installation.built().program("mlmmj-receive");

    /** Says that the mail is stored, closes its streams and goes on until the test lets it end, a minute at most. */
    private static final String GO_ON = """
            echo 0
            exec >/dev/null 2>&1
            turns=0
            until [ -e go ] || [ $turns -ge 600 ]; do
              sleep 0.1
              turns=$((turns + 1))
            done
            echo ended >result
            mv result ended
            """;

    @TempDir
    private Path folder = Path.of("");

    private Launch launch(String script) throws Exception {
        return Launch.of(RECEIVE).in(folder).with("JMLMMJ_JAVA", FakeJava.in(folder, "99", script));
    }

    @Test
    void returns_when_java_has_answered_and_java_goes_on() throws Exception {
        assertThat(launch(GO_ON).run()).isEqualTo(new Finished(0, "", ""));
        assertThat(folder.resolve("ended")).doesNotExist();

        Files.createFile(folder.resolve("go"));
        await().untilAsserted(() -> assertThat(folder.resolve("ended")).exists());
    }

    @Test
    void java_has_a_session_of_its_own_so_that_a_mail_server_cannot_kill_it() throws Exception {
        String out =
                launch("cut -d' ' -f6 /proc/$$/stat; echo $$; echo 0").run().out();

        String[] sessionAndProcess = out.split("\n", -1);
        assertThat(sessionAndProcess[0]).isNotEmpty().isEqualTo(sessionAndProcess[1]);
    }

    @Test
    void hands_standard_input_over_octet_by_octet() throws Exception {
        byte[] mail = new byte[3_000_000];
        new Random(7).nextBytes(mail);

        assertThat(launch("cat >mail; echo 0").stdin(mail).run().status()).isZero();

        assertThat(folder.resolve("mail")).hasBinaryContent(mail);
    }

    @Test
    void leaves_no_descriptor_but_the_three_to_java() throws Exception {
        launch("ls /proc/$$/fd >descriptors; echo 0").run();

        // Those of two digits belong to the shell that plays Java.
        assertThat(Files.readAllLines(folder.resolve("descriptors")))
                .filteredOn(descriptor -> descriptor.length() == 1)
                .containsExactly("0", "1", "2");
    }

    @Test
    void works_without_setsid() throws Exception {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : new String[] {"sh", "sleep", "mv"}) {
            Files.copy(Path.of("/bin", tool), tools.resolve(tool), StandardCopyOption.COPY_ATTRIBUTES);
        }

        assertThat(launch(GO_ON).with("PATH", tools).run()).isEqualTo(new Finished(0, "", ""));

        Files.createFile(folder.resolve("go"));
        await().untilAsserted(() -> assertThat(folder.resolve("ended")).exists());
    }
}
