/**
 * Deliveries: of posts, digests and own mails to many recipients, and {@code mlmmj-send}. What decides who gets a mail and
 * what becomes of those who did not comes in here; the protocol is in {@code org.jmlmmj.send.smtp}.
 */
@NullMarked
package org.jmlmmj.send;

import org.jspecify.annotations.NullMarked;
