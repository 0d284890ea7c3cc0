/**
 * Maintenance of lists: one class per task, digests among them, and how many lists are gone through. A new task comes in here and
 * into {@code Tasks}.
 */
@NullMarked
package org.jmlmmj.maintd;

import org.jspecify.annotations.NullMarked;
