/** Tests of the programs by which people make and change lists. */
@NullMarked
package org.jmlmmj.admin;

import org.jspecify.annotations.NullMarked;
