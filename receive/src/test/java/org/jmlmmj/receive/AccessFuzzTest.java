package org.jmlmmj.receive;

import org.jmlmmj.core.test.FuzzContract;

class AccessFuzzTest extends FuzzContract {
    AccessFuzzTest() {
        super(AccessFuzzTarget.class, "/fuzz/access", AccessFuzzTarget::fuzzerTestOneInput);
    }
}
