/** Durable writes, locks, generated names, and one class per folder of a list directory. */
@NullMarked
package org.jmlmmj.core.spool;

import org.jspecify.annotations.NullMarked;
