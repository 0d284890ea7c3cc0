package org.jmlmmj.receive;

import org.jmlmmj.core.test.FuzzContract;

class CommandFuzzTest extends FuzzContract {
    CommandFuzzTest() {
        super(CommandFuzzTarget.class, "/fuzz/command", CommandFuzzTarget::fuzzerTestOneInput);
    }
}
