/**
 * The profile of a list: what its control files say under the names of the admin API (spec 09 §7). Rules turn parameters into edits of control
 * files without touching any; readers and writers are apart from them.
 */
@NullMarked
package org.jmlmmj.admin.profile;

import org.jspecify.annotations.NullMarked;
