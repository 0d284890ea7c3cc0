/** Bounce reports, bounce records and probes. */
@NullMarked
package org.jmlmmj.bounce;

import org.jspecify.annotations.NullMarked;
