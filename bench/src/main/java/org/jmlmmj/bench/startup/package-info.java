/**
 * How long the programs take to start, beside a Java program that only says hello. A program with a budget comes in here, as
 * a {@code Job}; what it does after the start is measured in {@code org.jmlmmj.bench.compare}.
 */
@NullMarked
package org.jmlmmj.bench.startup;

import org.jspecify.annotations.NullMarked;
