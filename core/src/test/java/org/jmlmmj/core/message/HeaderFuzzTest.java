package org.jmlmmj.core.message;

import org.jmlmmj.core.test.FuzzContract;

class HeaderFuzzTest extends FuzzContract {
    HeaderFuzzTest() {
        super(HeaderFuzzTarget.class, "/fuzz/header", HeaderFuzzTarget::fuzzerTestOneInput);
    }
}
