package org.jmlmmj.send.smtp;

import org.jmlmmj.core.test.FuzzContract;

class ReplyFuzzTest extends FuzzContract {
    ReplyFuzzTest() {
        super(ReplyFuzzTarget.class, "/fuzz/reply", ReplyFuzzTarget::fuzzerTestOneInput);
    }
}
