/** The promise that no mail is lost, tried: programs are killed, starved and overloaded at every point (dist/doc/reliability.md). */
@NullMarked
package org.jmlmmj.reliability;

import org.jspecify.annotations.NullMarked;
