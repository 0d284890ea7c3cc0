/** Tests of the list text language. */
@NullMarked
package org.jmlmmj.core.text;

import org.jspecify.annotations.NullMarked;
