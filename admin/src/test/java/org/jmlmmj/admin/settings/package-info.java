/** Tests of settings files. */
@NullMarked
package org.jmlmmj.admin.settings;

import org.jspecify.annotations.NullMarked;
