/** Tests of the HTTP API as clients see it. */
@NullMarked
package org.jmlmmj.admin.api;

import org.jspecify.annotations.NullMarked;
