package org.jmlmmj.admin.api;

import org.jmlmmj.admin.backend.TestDatabase;

class PgsqlApiTest extends SqlApiTest {
    PgsqlApiTest() {
        super(TestDatabase.Kind.PGSQL);
    }
}
