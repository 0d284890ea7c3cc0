/** What the admin API bears: clients that ask for much at once. Only what speaks HTTP to a running server comes in here. */
@NullMarked
package org.jmlmmj.bench.api;

import org.jspecify.annotations.NullMarked;
