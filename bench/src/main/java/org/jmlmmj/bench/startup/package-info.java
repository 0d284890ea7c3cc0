/** How long the programs take to start, beside a Java program that only says hello. */
@NullMarked
package org.jmlmmj.bench.startup;

import org.jspecify.annotations.NullMarked;
