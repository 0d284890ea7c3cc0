/** Deliveries: of posts, digests and own mails to many recipients, and {@code mlmmj-send}. */
@NullMarked
package org.jmlmmj.send;

import org.jspecify.annotations.NullMarked;
