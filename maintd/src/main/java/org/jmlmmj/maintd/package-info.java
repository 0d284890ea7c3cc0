/** Maintenance of lists: one class per task. */
@NullMarked
package org.jmlmmj.maintd;

import org.jspecify.annotations.NullMarked;
