/** Where the mail server learns that an address is a list: nowhere, iRedMail's SQL tables, or its LDAP tree (spec 09 §10). */
@NullMarked
package org.jmlmmj.admin.backend;

import org.jspecify.annotations.NullMarked;
