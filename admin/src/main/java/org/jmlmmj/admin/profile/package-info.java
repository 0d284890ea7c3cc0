/**
 * The profile of a list: what its control files say under the names of the admin API (spec 09 §7). A new parameter comes in
 * here. Rules turn parameters into edits of control files without touching any; writing them is done elsewhere.
 */
@NullMarked
package org.jmlmmj.admin.profile;

import org.jspecify.annotations.NullMarked;
