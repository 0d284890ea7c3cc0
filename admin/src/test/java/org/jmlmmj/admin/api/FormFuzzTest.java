package org.jmlmmj.admin.api;

import org.jmlmmj.core.test.FuzzContract;

class FormFuzzTest extends FuzzContract {
    FormFuzzTest() {
        super(FormFuzzTarget.class, "/fuzz/form", FormFuzzTarget::fuzzerTestOneInput);
    }
}
