/** Tests of SQL and LDAP, with real servers. */
@NullMarked
package org.jmlmmj.admin.backend;

import org.jspecify.annotations.NullMarked;
