/** Checks the list texts of every language: their form, and the mails that the engine makes of them. */
@NullMarked
package org.jmlmmj.texts;

import org.jspecify.annotations.NullMarked;
