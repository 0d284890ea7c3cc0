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
import org.jmlmmj.core.spool.Incoming;
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

    private void assumeOthersCanRun() throws IOException, InterruptedException {
        assumeTrue(RunningUser.isRoot(), "only root can become somebody else");
        assumeTrue(
                asStranger("/bin/test", "-x", installation.program("mlmmj-receive"))
                                .run()
                                .status()
                        == 0,
                "the installation is closed to others");
    }

    @Test
    void stranger_can_change_nothing() throws IOException, InterruptedException {
        assumeOthersCanRun();
        giveAway();
        RunningUser.chmod(list.folder(), 0755);
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
        return as(STRANGER, command);
    }

    private static Launch as(int user, Object... command) {
        List<Object> all = new ArrayList<>(List.of("--reuid=" + user, "--regid=" + user, "--clear-groups"));
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
        Path queued = list.file("queue/0123456789abcdef", POST).path("queue/0123456789abcdef");
        RunningUser.chown(queued, OWNER, OWNER);
        assertDone(
                launch("mlmmj-receive", "-F", "-s", "ann@x.example").stdin(POST).run());
        assertDone(launch("mlmmj-receive", "-P", "-s", "eve@x.example")
                .stdin(POST.replace("hello", "hello again"))
                .run());
        List<Path> stored = list.names("incoming").stream()
                .map(name -> list.path("incoming/" + name))
                .filter(file -> Incoming.mailOf(file).isEmpty())
                .toList();
        assertThat(stored).hasSize(1);
        assertDone(launch("mlmmj-process", "-m", stored.get(0)).run());
        assertDone(launch("mlmmj-send", "-m", queued).run());
        assertDone(launch("mlmmj-bounce", "-a", "bob=x.example", "-n", "1").run());
        assertDone(launch("mlmmj-sub", "-a", "new@x.example", "-C", "-r").run());
        assertDone(launch("mlmmj-unsub", "-a", "bob@x.example", "-s", "-q").run());
        assertDone(launch("mlmmj-maintd", "-F").run());
        assertThat(list.names("archive")).contains("1", "2");
        for (Path path : all()) {
            assertThat(RunningUser.owner(path)).as(path.toString()).isEqualTo(OWNER + ":" + OWNER);
        }
    }

    private Launch.Finished asOwner(String program, Object... arguments) throws IOException, InterruptedException {
        List<Object> line = new ArrayList<>(List.of(installation.program(program)));
        line.addAll(List.of(arguments));
        return as(OWNER, line.toArray()).stdin(POST).run();
    }

    private void assertDone(Launch.Finished done) {
        assertThat(done.status()).as(done.err()).isZero();
    }

    /** A front end, or a careful administrator, may leave them so. */
    @Test
    void control_files_that_their_owner_may_only_read_are_read() throws IOException, InterruptedException {
        assumeOthersCanRun();
        list.control("access", "allow\n").control("footer", "birds\n").control("owner", "keeper@x.example\n");
        list.control("moderators", "mod@x.example\n").control("customheaders", "X-List: birds\n");
        giveAway();
        RunningUser.chmod(list.path("control"), 0550);
        boolean isForeign = false;
        for (String name : list.names("control")) {
            Path file = list.path("control/" + name);
            RunningUser.chown(file, isForeign ? 0 : OWNER, OWNER);
            RunningUser.chmod(file, isForeign ? 0440 : 0400);
            isForeign = !isForeign;
        }
        Map<String, String> before = control();
        assertDone(asOwner("mlmmj-receive", "-F", "-L", list.folder(), "-s", "ann@x.example"));
        assertDone(asOwner("mlmmj-sub", "-L", list.folder(), "-a", "new@x.example", "-C", "-r"));
        assertDone(asOwner("mlmmj-unsub", "-L", list.folder(), "-a", "bob@x.example", "-s", "-q"));
        assertDone(asOwner("mlmmj-list", "-L", list.folder(), "-o"));
        assertDone(asOwner("mlmmj-maintd", "-L", list.folder(), "-F"));
        assertThat(list.names("archive")).containsExactly("1");
        assertThat(list.content("archive/1")).contains("X-List: birds", "hello\nbirds\n");
        assertThat(list.names("subconf")).hasSize(1);
        assertThat(control()).isEqualTo(before);
    }

    private Map<String, String> control() throws IOException {
        Map<String, String> control = tree();
        control.keySet().removeIf(name -> !name.contains("/control"));
        return control;
    }

    /** It never counts as missing, as that may mean open to all. */
    @Test
    void control_file_that_cannot_be_read_is_named_and_nothing_is_lost() throws IOException, InterruptedException {
        assumeOthersCanRun();
        list.control("access", "allow\n").control("owner", "keeper@x.example\n");
        giveAway();
        for (String name : List.of("access", "owner")) {
            RunningUser.chown(list.path("control/" + name), 0, 0);
            RunningUser.chmod(list.path("control/" + name), 0400);
        }
        Launch.Finished refused = asOwner("mlmmj-receive", "-F", "-L", list.folder(), "-s", "ann@x.example");
        assertThat(refused.status()).isEqualTo(75);
        assertThat(refused.err()).contains("control/access");
        assertThat(list.names("archive")).isEmpty();
        Launch.Finished unread = asOwner("mlmmj-list", "-L", list.folder(), "-o");
        assertThat(unread.status()).isIn(1, 75);
        assertThat(unread.out()).isEmpty();
        assertThat(unread.err()).contains("control/owner");

        RunningUser.chown(list.path("control/access"), OWNER, OWNER);
        assertDone(asOwner("mlmmj-receive", "-F", "-L", list.folder(), "-s", "ann@x.example"));
        assertThat(list.names("archive")).containsExactly("1");
        assertThat(list.names("incoming")).isEmpty();
    }

    @Test
    void list_is_renewed_although_its_files_are_read_only_unless_their_folder_is_too()
            throws IOException, InterruptedException {
        assumeOthersCanRun();
        list.control("owner", "keeper@x.example\n");
        giveAway();
        RunningUser.chown(folder, OWNER, OWNER);
        RunningUser.chown(list.path("control/owner"), 0, OWNER);
        RunningUser.chmod(list.path("control/owner"), 0440);
        RunningUser.chmod(list.path("control/listaddress"), 0400);
        assertDone(renew("kay@x.example"));
        assertThat(list.content("control/owner")).isEqualTo("kay@x.example\n");
        assertThat(RunningUser.mode(list.path("control/owner"))).isEqualTo("440");

        RunningUser.chown(list.path("control"), 0, OWNER);
        RunningUser.chmod(list.path("control"), 0550);
        Map<String, String> before = control();
        Launch.Finished refused = renew("kim@x.example");
        assertThat(refused.status()).isIn(1, 75);
        assertThat(refused.err()).contains("control/owner").doesNotContain("Exception");
        assertThat(control()).isEqualTo(before);
        assertThat(list.names(".")).noneMatch(name -> name.startsWith(".tmp"));
    }

    private Launch.Finished renew(String owner) throws IOException, InterruptedException {
        return asOwner("mlmmj-make-ml", "-y", "-F", "-s", folder, "-L", "birds", "-d", "example.org", "-o", owner);
    }
}
