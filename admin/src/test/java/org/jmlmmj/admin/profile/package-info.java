/** Tests of the rules for profiles. */
@NullMarked
package org.jmlmmj.admin.profile;

import org.jspecify.annotations.NullMarked;
