/**
 * {@code mlmmj-doctor}: checks of an installation and its lists, each a class of its own. A new check comes in here and into
 * {@code Surroundings}; it only reads, and whatever repairs does not come in.
 */
@NullMarked
package org.jmlmmj.admin.doctor;

import org.jspecify.annotations.NullMarked;
