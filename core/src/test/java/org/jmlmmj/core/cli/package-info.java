/** Tests of what all programs share. */
@NullMarked
package org.jmlmmj.core.cli;

import org.jspecify.annotations.NullMarked;
