package org.jmlmmj.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.test.ListFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Who may change a list, and whose files come of it (spec 01 §4.1). */
class ListOwnerTest {
    private static final int OWNER = 12_345;
    private static final int GROUP = 23_456;

    @TempDir
    private Path spool;

    static boolean isRoot() {
        return new UnixSystem().getUid() == 0;
    }

    private static ListFixture give(ListFixture list) throws IOException {
        Files.walkFileTree(list.folder(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.setAttribute(file, "unix:gid", GROUP, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(file, "unix:uid", OWNER, LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                return visitFile(folder, attributes);
            }
        });
        return list;
    }

    @Test
    @EnabledIf("isRoot")
    void root_names_the_owner_and_gives_every_file_to_them() throws IOException {
        ListFixture list = give(ListFixture.in(spool).subscribers("jane@example.net"));
        String given = list.folder() + "/";
        String line = "Changing to uid 12345, owner of " + given + ".\n";
        assertThat(Run.of(new MlmmjSub(), "-L", given, "-a", "joe@example.net", "-b"))
                .isEqualTo(new Run(ExitStatus.OK, line, ""));
        assertThat(Run.of(new MlmmjUnsub(), "-L", given, "-a", "jane@example.net"))
                .isEqualTo(new Run(ExitStatus.OK, line, ""));
        assertThat(foreignFiles(list.folder())).isEmpty();
        assertThat(list.content("subscribers.d/j")).isEqualTo("joe@example.net\n");
        assertThat(list.content("digesters.d/j")).isEqualTo("joe@example.net\n");
    }

    private static List<String> foreignFiles(Path folder) throws IOException {
        List<String> foreign = new ArrayList<>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Map<String, Object> owner = Files.readAttributes(file, "unix:uid,gid");
                if (!owner.equals(Map.of("uid", OWNER, "gid", GROUP))) {
                    foreign.add(folder.relativize(file) + " " + owner);
                }
            }
        }
        return foreign;
    }

    @Test
    @EnabledIf("isRoot")
    void root_is_silent_with_U_and_gives_files_to_the_owner_all_the_same() throws IOException {
        ListFixture list = give(ListFixture.in(spool));
        assertThat(Run.of(new MlmmjSub(), "-U", "-L", list.folder().toString(), "-a", "joe@example.net"))
                .isEqualTo(new Run(ExitStatus.OK, "", ""));
        assertThat(foreignFiles(list.folder())).isEmpty();
    }

    @Test
    void owner_is_not_named_to_themselves() {
        ListFixture list = ListFixture.in(spool);
        assertThat(Run.of(new MlmmjSub(), "-L", list.folder().toString(), "-a", "joe@example.net"))
                .isEqualTo(new Run(ExitStatus.OK, "", ""));
    }

    @Test
    @DisabledIf("isRoot")
    void others_are_refused() {
        for (Run run : List.of(
                Run.of(new MlmmjSub(), "-L", "/", "-a", "joe@example.net"),
                Run.of(new MlmmjUnsub(), "-L", "/", "-a", "joe@example.net"))) {
            assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("belongs to user 0").hasLineCount(1);
        }
    }
}
