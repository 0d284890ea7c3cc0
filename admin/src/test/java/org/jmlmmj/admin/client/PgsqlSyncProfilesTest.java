package org.jmlmmj.admin.client;

import org.jmlmmj.admin.backend.TestDatabase;

class PgsqlSyncProfilesTest extends SyncProfilesTest {
    PgsqlSyncProfilesTest() {
        super(TestDatabase.Kind.PGSQL);
    }
}
