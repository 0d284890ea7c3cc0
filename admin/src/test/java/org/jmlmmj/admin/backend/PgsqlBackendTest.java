package org.jmlmmj.admin.backend;

class PgsqlBackendTest extends SqlBackendTest {
    PgsqlBackendTest() {
        super(TestDatabase.Kind.PGSQL);
    }
}
