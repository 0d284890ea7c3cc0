/** A disk that loses what was not forced when the power fails. */
@NullMarked
package org.jmlmmj.core.test.disk;

import org.jspecify.annotations.NullMarked;
