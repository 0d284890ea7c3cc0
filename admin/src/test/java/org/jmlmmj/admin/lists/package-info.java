/** Tests of moved list directories. */
@NullMarked
package org.jmlmmj.admin.lists;

import org.jspecify.annotations.NullMarked;
