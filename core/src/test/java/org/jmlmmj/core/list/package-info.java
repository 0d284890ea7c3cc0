/** Tests of the list directory and its control files. */
@NullMarked
package org.jmlmmj.core.list;

import org.jspecify.annotations.NullMarked;
