package org.jmlmmj.admin.api;

import org.jmlmmj.admin.backend.TestDatabase;

class MysqlApiTest extends SqlApiTest {
    MysqlApiTest() {
        super(TestDatabase.Kind.MYSQL);
    }
}
