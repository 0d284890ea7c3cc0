/** Subscriber folders: who gets posts, digests or nothing. */
@NullMarked
package org.jmlmmj.core.subscriber;

import org.jspecify.annotations.NullMarked;
