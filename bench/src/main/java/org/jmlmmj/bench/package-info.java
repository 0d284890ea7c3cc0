/**
 * JMH benchmarks; each says what it shows and which trap it avoids. What is measured as whole programs is in the packages below.
 */
@NullMarked
package org.jmlmmj.bench;

import org.jspecify.annotations.NullMarked;
