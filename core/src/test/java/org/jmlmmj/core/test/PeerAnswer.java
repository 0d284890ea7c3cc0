package org.jmlmmj.core.test;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** What a {@link ScriptedSmtpPeer} does when something happens. Thread-safe. */
@FunctionalInterface
public interface PeerAnswer {
    /** Does it on a connection; nothing is sent but what this sends. */
    void give(PeerConnection connection) throws IOException;

    /** Sends these lines as they are, each followed by CR LF; the first digit of the last decides what the peer believes. */
    static PeerAnswer reply(String... lines) {
        return connection -> connection.reply(lines);
    }

    /** Closes the connection without a word. */
    static PeerAnswer close() {
        return PeerConnection::hangUp;
    }

    /** Breaks the connection off, so that the client is told of an error and not of an end. */
    static PeerAnswer reset() {
        return PeerConnection::reset;
    }

    /** Sends these lines and forgets every command that has come meanwhile, as servers do that cannot take commands in groups. */
    static PeerAnswer replyAndForget(String... lines) {
        return connection -> {
            connection.reply(lines);
            connection.skipInput();
        };
    }

    /** Sends these lines, then closes the connection. */
    static PeerAnswer replyAndClose(String... lines) {
        return connection -> {
            connection.reply(lines);
            connection.hangUp();
        };
    }

    /** Never says anything again until the test ends or the client closes. */
    static PeerAnswer silence() {
        return PeerConnection::waitForClient;
    }

    /** Waits until the test lets go, then gives another answer. */
    static PeerAnswer after(CountDownLatch released, PeerAnswer then) {
        return connection -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                // The test ends.
                throw new IOException("the peer is closed", e);
            }
            then.give(connection);
        };
    }
}
