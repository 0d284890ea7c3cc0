package org.jmlmmj.send;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.ScriptedSmtpPeer;

/** A list whose relay is a scripted peer, and a post in its queue. */
final class RelayedList {
    static final String POST = "From: bob@b.example\nSubject: hello\nMessage-ID: <1@b.example>\n\ntext\n";
    static final String POST_ON_WIRE =
            "From: bob@b.example\r\nSubject: hello\r\nMessage-ID: <1@b.example>\r\n\r\ntext\r\n";
    static final String QUEUED = "queue/0123456789abcdef";

    private final ListFixture files;

    private RelayedList(ListFixture files) {
        this.files = files;
    }

    static RelayedList of(Path folder, ScriptedSmtpPeer peer) {
        ListFixture files = ListFixture.in(folder)
                .control("smtpport", peer.port() + "\n")
                .control("smtphelo", "lists.example\n")
                // One after the other, in the order of the subscribers, unless a test wants it otherwise.
                .control("relayconnections", "1\n")
                .file(QUEUED, POST);
        return new RelayedList(files);
    }

    ListFixture files() {
        return files;
    }

    Path queued() {
        return files.path(QUEUED);
    }

    ListPost post() {
        return post(new StopSignal());
    }

    ListPost post(StopSignal stop) {
        MailingList list = files.open();
        return new ListPost(list, relay(), stop);
    }

    Relay relay() {
        try {
            return Relay.of(files.open());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a file; none if it is missing. */
    List<String> lines(String name) {
        return files.has(name) ? Arrays.asList(files.content(name).split("\n")) : List.of();
    }
}
