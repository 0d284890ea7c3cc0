/** What the admin API bears. */
@NullMarked
package org.jmlmmj.bench.api;

import org.jspecify.annotations.NullMarked;
