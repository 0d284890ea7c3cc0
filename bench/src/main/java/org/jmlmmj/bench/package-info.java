/** JMH benchmarks; each says what it shows and which trap it avoids. */
@NullMarked
package org.jmlmmj.bench;

import org.jspecify.annotations.NullMarked;
