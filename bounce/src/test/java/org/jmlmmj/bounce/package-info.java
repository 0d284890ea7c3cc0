/** Tests of bounces and probes. */
@NullMarked
package org.jmlmmj.bounce;

import org.jspecify.annotations.NullMarked;
