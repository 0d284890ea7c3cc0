/** The list text language (spec 06): finding a text, parsing it once, rendering it into lines. */
@NullMarked
package org.jmlmmj.core.text;

import org.jspecify.annotations.NullMarked;
