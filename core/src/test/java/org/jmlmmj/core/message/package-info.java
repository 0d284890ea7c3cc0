/** Tests of mails as bytes, many of them by pairs of a mail and what has to become of it. */
@NullMarked
package org.jmlmmj.core.message;

import org.jspecify.annotations.NullMarked;
