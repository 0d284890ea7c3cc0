/**
 * Programs by which people make and change lists, and what they share. A program for one list directory comes in here; what
 * is served over HTTP or changes a database is in the packages below.
 */
@NullMarked
package org.jmlmmj.admin;

import org.jspecify.annotations.NullMarked;
