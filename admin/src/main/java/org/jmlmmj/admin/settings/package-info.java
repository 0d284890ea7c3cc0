/** The settings of mlmmjadmin and its client: the catalogue, the file in YAML, and the import of an older one in Python. */
@NullMarked
package org.jmlmmj.admin.settings;

import org.jspecify.annotations.NullMarked;
