/** Tests of the subscription engine. */
@NullMarked
package org.jmlmmj.core.subscription;

import org.jspecify.annotations.NullMarked;
