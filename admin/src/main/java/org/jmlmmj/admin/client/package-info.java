/**
 * The command line client of the HTTP API, and the tool that brings SQL or LDAP in line with the lists (spec 09 §13, §14).
 * What is done by asking the API comes in here; no client opens a list directory.
 */
@NullMarked
package org.jmlmmj.admin.client;

import org.jspecify.annotations.NullMarked;
