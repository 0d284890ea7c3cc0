/** The comparison of this software with the C programs, side by side on one machine. */
@NullMarked
package org.jmlmmj.bench.compare;

import org.jspecify.annotations.NullMarked;
