package org.jmlmmj.send.smtp;

import org.jmlmmj.core.test.FuzzContract;

class WireFuzzTest extends FuzzContract {
    WireFuzzTest() {
        super(WireFuzzTarget.class, "/fuzz/wire", WireFuzzTarget::fuzzerTestOneInput);
    }
}
