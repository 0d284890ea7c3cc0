/**
 * JMH benchmarks; each says what it shows and which trap it avoids. What is measured within one JVM comes in here; whole
 * programs are measured in the packages below.
 */
@NullMarked
package org.jmlmmj.bench;

import org.jspecify.annotations.NullMarked;
