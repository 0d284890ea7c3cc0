/**
 * Programs by which people make and change lists. What is served over HTTP or changes a database is in the packages below.
 */
@NullMarked
package org.jmlmmj.admin;

import org.jspecify.annotations.NullMarked;
