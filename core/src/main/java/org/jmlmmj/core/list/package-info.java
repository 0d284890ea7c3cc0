/** One list directory: where its files are, what its control files say, and who owns it. */
@NullMarked
package org.jmlmmj.core.list;

import org.jspecify.annotations.NullMarked;
