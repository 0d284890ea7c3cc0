/** Tests of mail addresses. */
@NullMarked
package org.jmlmmj.core.address;

import org.jspecify.annotations.NullMarked;
