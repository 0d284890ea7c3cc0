package org.jmlmmj.core.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.RunningUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnershipTest {
    private static final EmailAddress ANN = EmailAddress.of("ann@example.net");

    private ListFixture list;

    @BeforeEach
    void makeList(@TempDir Path parent) {
        list = ListFixture.in(parent);
    }

    @Test
    void tells_whose_a_folder_is_and_who_runs() throws Exception {
        Ownership ownership = Ownership.of(list.folder());
        assertThat(ownership.process()).isEqualTo(ownership.uid());
        assertThat(ownership.uid() + ":" + ownership.gid()).isEqualTo(RunningUser.owner(list.folder()));
    }

    @Test
    void only_the_owner_and_root_may_work() {
        assertThat(new Ownership(1000, 1000, 1000).mayWork()).isTrue();
        assertThat(new Ownership(1000, 1000, 0).mayWork()).isTrue();
        assertThat(new Ownership(0, 0, 0).mayWork()).isTrue();
        assertThat(new Ownership(1000, 2000, 2000).mayWork()).as("the group").isFalse();
        assertThat(new Ownership(0, 0, 1000).mayWork()).isFalse();
    }

    @Test
    void only_root_makes_files_that_are_not_the_owners() {
        assertThat(new Ownership(1000, 1000, 0).isForeign()).isTrue();
        assertThat(new Ownership(0, 0, 0).isForeign()).isFalse();
        assertThat(new Ownership(1000, 1000, 1000).isForeign()).isFalse();
    }

    /** A list of user 12345 and group 23456, on which root works. */
    private MailingList givenAway() {
        assumeTrue(RunningUser.isRoot(), "only root gives files away");
        for (String name : List.of("", "incoming", "queue", "archive", "subscribers.d", "bounce", "requeue")) {
            RunningUser.chown(list.path(name), 12345, 23456);
        }
        return list.open();
    }

    private void assertOwned(Path file) {
        assertThat(RunningUser.owner(file)).as("owner of " + file).isEqualTo("12345:23456");
    }

    @Test
    void root_hands_mails_to_the_owner_of_the_list() throws Exception {
        MailingList mine = givenAway();
        Path mail = mine.incoming().store(new ByteArrayInputStream(new byte[] {'x'}), new byte[0]);
        assertOwned(mail);
        assertOwned(mine.queue().discard(mail));
        try (Draft draft = mine.files().draft()) {
            Path queued = mine.queue().add(draft);
            assertOwned(queued);
            mine.queue().park(queued, ReversePath.EMPTY, ANN, Optional.of(ANN));
            for (String side : List.of(".mailfrom", ".reciptto", ".reply-to")) {
                assertOwned(queued.resolveSibling(queued.getFileName() + side));
            }
            try (FileChannel content = FileChannel.open(queued)) {
                mine.archive().add(7, queued, content);
            }
            assertOwned(list.path("archive/7"));
        }
    }

    @Test
    void root_hands_state_files_and_folders_to_the_owner_of_the_list() throws Exception {
        MailingList mine = givenAway();
        Files.delete(list.path("index"));
        Files.delete(list.path("bounce"));
        mine.index().next(number -> false);
        assertOwned(list.path("index"));
        mine.requeue().append("5", List.of(ANN));
        assertOwned(list.path("requeue/5"));
        assertOwned(list.path("requeue/5/subscribers"));
        mine.bounces().record(ANN, "5", ZonedDateTime.now(list.clock()), "");
        assertOwned(list.path("bounce"));
        assertOwned(list.path("bounce/ann=example.net"));
        mine.operationLog().write("line");
        assertOwned(list.path("mlmmj.operation.log"));
        mine.files().replace(list.path("lastdigest"), new byte[] {'x'});
        assertOwned(list.path("lastdigest"));
    }

    @Test
    void root_hands_subscriber_files_to_the_owner_of_the_list() throws Exception {
        MailingList mine = givenAway();
        mine.subscribers().normal().add(ANN);
        assertOwned(list.path("subscribers.d/a"));
        mine.subscribers().normal().add(EmailAddress.of("al@example.net"));
        mine.subscribers().normal().remove(ANN);
        assertOwned(list.path("subscribers.d/a"));
        assertThat(list.names("subscribers.d")).containsExactly("a");
    }

    @Test
    void a_file_belongs_to_the_owner_from_the_moment_it_is_there() throws Exception {
        MailingList mine = givenAway();
        // Whoever opens the file as soon as it is there must be able to: its mode is for the owner alone.
        Path file = list.path("subscribers.d/.a.lock");
        try (var opened = mine.files().openOrCreate(file, StandardOpenOption.READ)) {
            assertThat(opened.isOpen()).isTrue();
            assertOwned(file);
            assertThat(RunningUser.mode(file)).isEqualTo("600");
        }
        assertThat(list.names("")).as("temporary files").noneMatch(name -> name.startsWith(".tmp"));
    }

    @Test
    void root_leaves_the_owner_of_existing_files_alone() throws Exception {
        MailingList mine = givenAway();
        list.file("subscribers.d/a", "ann@example.net\nal@example.net\n");
        RunningUser.chown(list.path("subscribers.d/a"), 33, 34);
        RunningUser.chmod(list.path("subscribers.d/a"), 0640);
        mine.subscribers().normal().remove(ANN);
        mine.subscribers().normal().add(EmailAddress.of("ada@example.net"));
        assertThat(RunningUser.owner(list.path("subscribers.d/a"))).isEqualTo("33:34");
        assertThat(RunningUser.mode(list.path("subscribers.d/a"))).isEqualTo("640");
    }
}
