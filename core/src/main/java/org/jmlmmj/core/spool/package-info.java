/**
 * Everything on disk but subscribers: durable writes, locks, generated names, and one class per folder of a list directory. Whoever
 * writes into a list does it through here. Another folder comes in here as a class; what a mail means does not.
 */
@NullMarked
package org.jmlmmj.core.spool;

import org.jspecify.annotations.NullMarked;
