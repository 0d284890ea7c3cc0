package org.jmlmmj.core.address;

import org.jmlmmj.core.test.FuzzContract;

class AddressFuzzTest extends FuzzContract {
    AddressFuzzTest() {
        super(AddressFuzzTarget.class, "/fuzz/address", AddressFuzzTarget::fuzzerTestOneInput);
    }
}
