/**
 * What all programs share: options, exit status, the skeleton and the end of a program, what a process gets from outside. Nothing that knows
 * of lists comes in here.
 */
@NullMarked
package org.jmlmmj.core.cli;

import org.jspecify.annotations.NullMarked;
