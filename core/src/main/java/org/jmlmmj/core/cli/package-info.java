/** Options, exit status and the skeleton of a program. */
@NullMarked
package org.jmlmmj.core.cli;

import org.jspecify.annotations.NullMarked;
