/**
 * Everything on disk but subscribers: durable writes, locks, generated names, and one class per folder of a list directory. Whoever
 * writes into a list does it through here; what a mail means is not known in here.
 */
@NullMarked
package org.jmlmmj.core.spool;

import org.jspecify.annotations.NullMarked;
