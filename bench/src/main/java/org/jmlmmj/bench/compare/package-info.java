/**
 * The comparison of this software with the C programs, side by side on one machine, and how a program that runs is measured.
 * Nothing that knows one of the two from inside comes in here.
 */
@NullMarked
package org.jmlmmj.bench.compare;

import org.jspecify.annotations.NullMarked;
