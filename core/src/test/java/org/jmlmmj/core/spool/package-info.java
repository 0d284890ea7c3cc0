/** Tests of everything on disk but subscribers, also with power failures and other processes. */
@NullMarked
package org.jmlmmj.core.spool;

import org.jspecify.annotations.NullMarked;
