/** The command line client of the HTTP API, and the tool that brings SQL or LDAP in line with the lists (spec 09 §13, §14). */
@NullMarked
package org.jmlmmj.admin.client;

import org.jspecify.annotations.NullMarked;
