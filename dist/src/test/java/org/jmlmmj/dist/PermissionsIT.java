package org.jmlmmj.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.RunningUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what to a list, and what the files of the installed programs look like to others (spec 01 §4). */
class PermissionsIT {
    private static final int OWNER = 54321;
    private static final int STRANGER = 54322;
    private static final String POST = "From: ann@x.example\nTo: birds@example.org\nSubject: swans\n\nhello\n";

    @TempDir
    Path folder;

    private final Installation installation = Installation.built();
    private ListFixture list = ListFixture.of(Path.of(""));

    @BeforeEach
    void makeList() throws IOException {
        RunningUser.chmod(folder, 0755);
        // Nobody listens there, so what leaves is kept.
        list = ListFixture.in(folder).control("smtpport", "1\n").control("relayhost", "127.0.0.1\n");
        list.subscribers("bob@x.example");
        RunningUser.chmod(list.folder(), 0750);
    }

    private Launch launch(String program, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("-L", list.folder()));
        all.addAll(List.of(arguments));
        return Launch.of(installation.program(program), all.toArray());
    }

    private List<Path> all() throws IOException {
        try (Stream<Path> paths = Files.walk(list.folder())) {
            return paths.toList();
        }
    }

    private void giveAway() throws IOException {
        for (Path path : all()) {
            RunningUser.chown(path, OWNER, OWNER);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"000", "077"})
    void mask_of_the_caller_neither_opens_nor_closes_anything(String mask) throws IOException, InterruptedException {
        List<Path> before = all();
        for (String name : List.of("archive", "requeue", "incoming", "subconf")) {
            Files.delete(list.path(name));
        }
        String command = "umask " + mask
                + "; \"$0\" -F -s ann@x.example -L \"$1\" <\"$2\" && \"$3\" -L \"$1\" -a new@x.example -C -r";
        Path mail = Files.writeString(folder.resolve("mail"), POST);
        Launch.Finished done = Launch.of(
                        "/bin/sh",
                        "-c",
                        command,
                        installation.program("mlmmj-receive"),
                        list.folder(),
                        mail,
                        installation.program("mlmmj-sub"))
                .run();
        assertThat(done.status()).as(done.err()).isZero();
        assertThat(list.names("archive")).containsExactly("1");
        assertThat(list.names("requeue/1")).containsExactly("subscribers");
        assertThat(list.names("subconf")).hasSize(1);
        for (Path path : all()) {
            boolean isFolder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
            boolean isNew = !before.contains(path)
                    || List.of("archive", "requeue", "incoming", "subconf")
                            .contains(String.valueOf(path.getFileName()));
            if (isNew) {
                assertThat(RunningUser.mode(path)).as(path.toString()).isEqualTo(isFolder ? "750" : "600");
            }
        }
    }

    @Test
    void stranger_can_change_nothing() throws IOException, InterruptedException {
        assumeTrue(RunningUser.isRoot(), "only root can become somebody else");
        giveAway();
        RunningUser.chmod(list.folder(), 0755);
        assumeTrue(
                asStranger("/bin/test", "-x", installation.program("mlmmj-receive"))
                                .run()
                                .status()
                        == 0,
                "the installation is closed to others");
        Map<String, String> before = tree();
        Path mail = Files.writeString(folder.resolve("mail"), POST);
        List<List<Object>> commands = List.of(
                List.of("mlmmj-receive", "-F"),
                List.of("mlmmj-process", "-m", mail),
                List.of("mlmmj-send", "-m", mail),
                List.of("mlmmj-bounce", "-a", "bob=x.example", "-n", "1"),
                List.of("mlmmj-maintd", "-F"),
                List.of("mlmmj-sub", "-a", "new@x.example"),
                List.of("mlmmj-unsub", "-a", "bob@x.example"));
        for (List<Object> command : commands) {
            List<Object> line =
                    new ArrayList<>(List.of(installation.program(command.get(0).toString())));
            line.addAll(List.of("-L", list.folder()));
            line.addAll(command.subList(1, command.size()));
            Launch.Finished done = asStranger(line.toArray()).stdin(POST).run();
            assertThat(done.status()).as(command + done.err()).isIn(1, 75);
            assertThat(done.err()).as(command.toString()).contains("user " + OWNER);
        }
        assertThat(tree()).isEqualTo(before);
    }

    private static Launch asStranger(Object... command) {
        List<Object> all = new ArrayList<>(List.of("--reuid=" + STRANGER, "--regid=" + STRANGER, "--clear-groups"));
        all.addAll(List.of(command));
        return Launch.of("/usr/bin/setpriv", all.toArray());
    }

    private Map<String, String> tree() throws IOException {
        Map<String, String> tree = new TreeMap<>();
        for (Path path : all()) {
            boolean isFile = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
            tree.put(
                    path.toString(),
                    RunningUser.mode(path)
                            + RunningUser.owner(path)
                            + (isFile ? Files.readString(path, StandardCharsets.ISO_8859_1) : ""));
        }
        return tree;
    }

    @Test
    void root_leaves_nothing_that_the_owner_could_not_go_on_with() throws IOException, InterruptedException {
        assumeTrue(RunningUser.isRoot(), "only root can give files away");
        giveAway();
        assertThat(launch("mlmmj-receive", "-F", "-s", "ann@x.example")
                        .stdin(POST)
                        .run()
                        .status())
                .isZero();
        assertThat(launch("mlmmj-sub", "-a", "new@x.example", "-C", "-r").run().status())
                .isZero();
        assertThat(launch("mlmmj-unsub", "-a", "bob@x.example", "-s", "-q")
                        .run()
                        .status())
                .isZero();
        assertThat(launch("mlmmj-maintd", "-F").run().status()).isZero();
        assertThat(list.names("archive")).containsExactly("1");
        for (Path path : all()) {
            assertThat(RunningUser.owner(path)).as(path.toString()).isEqualTo(OWNER + ":" + OWNER);
        }
    }
}
