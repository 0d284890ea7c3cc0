package org.jmlmmj.maintd;

import java.nio.file.Path;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of maintenance on a list, which is new for each, and its relay. */
abstract class OnMaintainedList {
    @TempDir
    Path folder;

    final ScriptedSmtpPeer peer = ScriptedSmtpPeer.start();
    MaintainedList list;

    @BeforeEach
    void makeList() {
        list = MaintainedList.in(folder, peer);
    }

    @AfterEach
    void checkProtocol() {
        peer.close();
    }
}
