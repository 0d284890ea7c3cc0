/**
 * The settings of mlmmjadmin and its client: the catalogue, the file in YAML, and the import of an older one in Python. A
 * new setting comes in here, as a constant of {@code Setting}; what is done because of it does not.
 */
@NullMarked
package org.jmlmmj.admin.settings;

import org.jspecify.annotations.NullMarked;
