/** Tests of the comparison. */
@NullMarked
package org.jmlmmj.bench.compare;

import org.jspecify.annotations.NullMarked;
