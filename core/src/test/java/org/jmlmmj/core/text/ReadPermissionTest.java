package org.jmlmmj.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Root works on a list of somebody else; as anybody else the file system itself refuses, and these tests are skipped. */
class ReadPermissionTest {
    private static final int SOMEBODY = 12_345;

    @TempDir
    private Path folder;

    private TextFixture fixture;
    private Path secret;

    @BeforeEach
    void makeListOfSomebodyElse() throws IOException {
        Assumptions.assumeTrue((Integer) Files.getAttribute(folder, "unix:uid") == 0, "only root can give files away");
        Path parent = Files.createDirectory(folder.resolve("lists"));
        TextFixture.in(parent);
        try (Stream<Path> all = Files.walk(parent)) {
            for (Path path : all.toList()) {
                Files.setAttribute(path, "unix:uid", SOMEBODY, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", SOMEBODY, LinkOption.NOFOLLOW_LINKS);
            }
        }
        openPathTo(parent);
        fixture = TextFixture.in(parent);
        secret = folder.resolve("secret");
        Files.writeString(secret, "the secret\n");
    }

    /** The temporary folder is root's alone; as far as the owner of the list is concerned it must be open. */
    private void openPathTo(Path path) throws IOException {
        for (Path each = path; each != null && each.startsWith(folder); each = each.getParent()) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private void link(Path target) throws IOException {
        Files.createSymbolicLink(fixture.list().path("text/sig"), target);
    }

    private void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    /** Some folder above the temporary one may be closed to others, and then nothing outside the list can be read at all. */
    private boolean isReachable() throws IOException {
        for (Path each = folder.toRealPath(); each != null; each = each.getParent()) {
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(each));
            if (mode.charAt(8) == '-') {
                return false;
            }
        }
        return true;
    }

    @Test
    void does_not_mail_a_file_that_only_root_may_read() throws IOException {
        mode(secret, "rw-------");
        link(secret);

        assertThat(fixture.body("%text sig%\n$text sig$\n")).isEqualTo("%text sig%\n$text sig$\n");
        assertThat(fixture.problems()).hasSize(2).allMatch(line -> line.contains("the owner of the list may not read"));
    }

    @Test
    void does_not_mail_a_file_in_a_folder_that_only_root_may_enter() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        mode(closed, "rwx------");
        mode(Files.writeString(closed.resolve("notes"), "notes\n"), "rw-r--r--");
        link(closed.resolve("notes"));

        assertThat(fixture.body("%text sig%\n")).isEqualTo("%text sig%\n");
    }

    @Test
    void mails_what_everybody_may_read() throws IOException {
        Assumptions.assumeTrue(isReachable(), "the temporary folder is closed to others");
        mode(secret, "rw-r--r--");
        link(secret);

        assertThat(fixture.body("%text sig%\n")).isEqualTo("the secret\n");
    }

    @Test
    void mails_what_the_owner_or_the_group_may_read() throws IOException {
        Assumptions.assumeTrue(isReachable(), "the temporary folder is closed to others");
        for (String attribute : List.of("unix:uid", "unix:gid")) {
            Path file = Files.writeString(folder.resolve(attribute.substring(5)), "text\n");
            Files.setAttribute(file, attribute, SOMEBODY);
            mode(file, "rw-r-----");
            Files.deleteIfExists(fixture.list().path("text/sig"));
            link(file);

            assertThat(fixture.body("%text sig%\n")).isEqualTo("text\n");
        }
    }
}
