/** Tests of deliveries. */
@NullMarked
package org.jmlmmj.send;

import org.jspecify.annotations.NullMarked;
