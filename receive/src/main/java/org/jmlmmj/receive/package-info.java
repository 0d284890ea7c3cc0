/** Storing a mail that arrives, judging it and acting on the verdict. */
@NullMarked
package org.jmlmmj.receive;

import org.jspecify.annotations.NullMarked;
