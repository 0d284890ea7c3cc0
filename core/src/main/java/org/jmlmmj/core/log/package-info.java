/** Operation log and syslog. */
@NullMarked
package org.jmlmmj.core.log;

import org.jspecify.annotations.NullMarked;
