/** Tests of subscriber folders. */
@NullMarked
package org.jmlmmj.core.subscriber;

import org.jspecify.annotations.NullMarked;
