package org.jmlmmj.bounce;

import org.jmlmmj.core.test.FuzzContract;

class ReportFuzzTest extends FuzzContract {
    ReportFuzzTest() {
        super(ReportFuzzTarget.class, "/reports", ReportFuzzTarget::fuzzerTestOneInput);
    }
}
