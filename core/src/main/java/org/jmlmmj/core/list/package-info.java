/**
 * One list directory: where its files are, what its control files say, and who owns it. A new control file comes in here, as a
 * constant of {@code Tunable}; what is done because of it does not.
 */
@NullMarked
package org.jmlmmj.core.list;

import org.jspecify.annotations.NullMarked;
