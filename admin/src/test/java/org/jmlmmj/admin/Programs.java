package org.jmlmmj.admin;

import java.nio.file.Path;
import org.jmlmmj.core.cli.Terminal;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.send.StopSignal;

/** The programs as tests run them: with the texts that are built in, and without signals. */
final class Programs {
    private static final Path NO_TEXTS = Path.of("/nonexistent");

    private Programs() {}

    static MlmmjSub sub() {
        return new MlmmjSub(NO_TEXTS, StopSignal::new, Terminal.none());
    }

    static MlmmjUnsub unsub() {
        return new MlmmjUnsub(NO_TEXTS, StopSignal::new, Terminal.none());
    }

    /** A list whose mails go to this relay. */
    static ListFixture listBefore(ScriptedSmtpPeer relay, Path spool) {
        return ListFixture.in(spool).control("relayhost", "127.0.0.1").control("smtpport", relay.port() + "\n");
    }
}
