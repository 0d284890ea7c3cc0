package org.jmlmmj.core.list;

import org.jmlmmj.core.test.FuzzContract;

class ControlFuzzTest extends FuzzContract {
    ControlFuzzTest() {
        super(ControlFuzzTarget.class, "/fuzz/control", ControlFuzzTarget::fuzzerTestOneInput);
    }
}
