/**
 * What the admin API does to lists: folders, control files and subscribers, in step with the backend (spec 09 §8, §9). Knows nothing of HTTP.
 */
@NullMarked
package org.jmlmmj.admin.lists;

import org.jspecify.annotations.NullMarked;
