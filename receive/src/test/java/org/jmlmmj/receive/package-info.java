/** Tests of what becomes of a mail that arrives. */
@NullMarked
package org.jmlmmj.receive;

import org.jspecify.annotations.NullMarked;
