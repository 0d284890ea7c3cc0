package org.jmlmmj.core.message;

import org.jmlmmj.core.test.FuzzContract;

class MailFuzzTest extends FuzzContract {
    MailFuzzTest() {
        super(MailFuzzTarget.class, "/fuzz/mail", MailFuzzTarget::fuzzerTestOneInput);
    }
}
