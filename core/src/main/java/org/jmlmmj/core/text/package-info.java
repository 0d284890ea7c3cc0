/**
 * The list text language (spec 06): finding a text, parsing it once, rendering it into lines. New directives and substitutions come
 * in here; mails made from the lines do not.
 */
@NullMarked
package org.jmlmmj.core.text;

import org.jspecify.annotations.NullMarked;
