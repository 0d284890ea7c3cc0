package org.jmlmmj.admin.client;

import org.jmlmmj.admin.backend.TestDatabase;

class MysqlSyncProfilesTest extends SyncProfilesTest {
    MysqlSyncProfilesTest() {
        super(TestDatabase.Kind.MYSQL);
    }
}
