/** {@code mlmmj-doctor}: checks of an installation and its lists, each a class of its own. Reads only. */
@NullMarked
package org.jmlmmj.admin.doctor;

import org.jspecify.annotations.NullMarked;
