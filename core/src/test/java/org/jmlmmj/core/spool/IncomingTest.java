package org.jmlmmj.core.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jmlmmj.core.test.BrokenStream;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.MemoryFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncomingTest {
    @TempDir(factory = MemoryFolder.class)
    Path folder;

    private ListFixture list;
    private Incoming incoming;

    @BeforeEach
    void makeList() throws IOException {
        list = ListFixture.in(folder);
        incoming = list.directory().incoming();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Path store(String mail, String envelope) throws IOException {
        return incoming.store(new ByteArrayInputStream(octets(mail)), octets(envelope));
    }

    @Test
    void envelope_is_kept_beside_the_mail_and_goes_with_it() throws IOException {
        Path mail = store("Subject: x\n\n", "SENDER=ann\0");
        assertThat(list.names("incoming"))
                .containsExactly(mail.getFileName().toString(), mail.getFileName() + ".envelope");
        assertThat(Incoming.envelope(mail)).hasValue(octets("SENDER=ann\0"));
        assertThat(Incoming.mailOf(mail.resolveSibling(mail.getFileName() + ".envelope")))
                .hasValue(mail);
        incoming.dropEnvelope(mail);
        assertThat(Incoming.envelope(mail)).isPresent();
        incoming.delete(mail);
        assertThat(list.names("incoming")).isEmpty();
    }

    @Test
    void envelope_goes_after_a_mail_that_has_moved() throws IOException {
        Path mail = store("x", "SENDER=ann\0");
        Files.move(mail, list.path("queue/discarded/" + mail.getFileName()));
        incoming.dropEnvelope(mail);
        assertThat(list.names("incoming")).isEmpty();
    }

    @Test
    void nothing_is_kept_where_nothing_is_known() throws IOException {
        Path mail = store("x", "");
        assertThat(list.names("incoming")).containsExactly(mail.getFileName().toString());
        assertThat(Incoming.envelope(mail)).isEmpty();
        assertThat(Incoming.mailOf(mail)).isEmpty();
    }

    @Test
    void mail_that_breaks_off_leaves_no_envelope() {
        assertThatThrownBy(() -> incoming.store(new BrokenStream("Subject: x"), octets("SENDER=ann\0")))
                .isInstanceOf(IOException.class);
        assertThat(list.names("incoming")).isEmpty();
    }

    @Test
    void link_in_the_place_of_an_envelope_is_not_read() throws IOException {
        Path mail = store("x", "");
        Files.createSymbolicLink(
                mail.resolveSibling(mail.getFileName() + ".envelope"), list.path("control/listaddress"));
        assertThat(Incoming.envelope(mail)).isEmpty();
    }

    @Test
    void only_a_mail_from_the_same_sender_to_the_same_address_is_the_same_again() throws IOException {
        Path earlier = store("x", "SENDER=ann\0EXTENSION=owner\0");
        Path other = store("x", "SENDER=ann\0EXTENSION=\0");
        assertThat(incoming.replaceByEarlier(other)).isEqualTo(other);
        Path again = store("x", "SENDER=ann\0EXTENSION=owner\0");
        assertThat(incoming.replaceByEarlier(again)).isEqualTo(earlier);
        assertThat(list.names("incoming")).hasSize(4);
    }

    @Test
    void mail_of_which_less_is_known_may_be_the_same() throws IOException {
        Path earlier = store("x", "");
        Path again = store("x", "SENDER=ann\0");
        assertThat(incoming.replaceByEarlier(again)).isEqualTo(earlier);
        assertThat(list.names("incoming")).containsExactly(earlier.getFileName().toString());
    }

    private Path replacedAfter(CyclicBarrier start, Path mail) throws Exception {
        start.await();
        return incoming.replaceByEarlier(mail);
    }

    @Test
    void two_that_come_at_once_are_not_both_deleted_in_favour_of_the_other() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 100; i++) {
                Path one = store("x", "SENDER=ann\0");
                Path two = store("x", "SENDER=ann\0");
                CyclicBarrier start = new CyclicBarrier(2);
                Future<Path> first = both.submit(() -> replacedAfter(start, one));
                Path left = replacedAfter(start, two);
                assertThat(left).exists();
                assertThat(first.get()).exists();
                incoming.delete(one);
                incoming.delete(two);
            }
        } finally {
            both.shutdown();
        }
    }
}
