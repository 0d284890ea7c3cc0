/**
 * What the admin API does to lists: folders, control files and subscribers, in step with the backend (spec 09 §8, §9). What
 * has to change them together comes in here; HTTP does not.
 */
@NullMarked
package org.jmlmmj.admin.lists;

import org.jspecify.annotations.NullMarked;
