/**
 * Where the mail server learns that an address is a list: nowhere, iRedMail's SQL tables, or its LDAP tree (spec 09 §10).
 * Another such place comes in here, and whatever knows SQL or LDAP; list directories do not.
 */
@NullMarked
package org.jmlmmj.admin.backend;

import org.jspecify.annotations.NullMarked;
