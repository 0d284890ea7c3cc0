/**
 * Subscriber folders: who gets posts, digests or nothing. How addresses are found, added and removed comes in here; who may
 * ask for that is decided in {@code org.jmlmmj.core.subscription}.
 */
@NullMarked
package org.jmlmmj.core.subscriber;

import org.jspecify.annotations.NullMarked;
