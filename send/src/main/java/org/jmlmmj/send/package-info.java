/** The SMTP conversation, the fan-out of a post and mlmmj-send. */
@NullMarked
package org.jmlmmj.send;

import org.jspecify.annotations.NullMarked;
