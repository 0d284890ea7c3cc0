/** Tests of maintenance. */
@NullMarked
package org.jmlmmj.maintd;

import org.jspecify.annotations.NullMarked;
