package org.jmlmmj.admin.backend;

class MysqlBackendTest extends SqlBackendTest {
    MysqlBackendTest() {
        super(TestDatabase.Kind.MYSQL);
    }
}
