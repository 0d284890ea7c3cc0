/**
 * Mails that the list itself writes: which there are, to whom they go, and how a list text becomes one (spec 06 §2, §17). A new
 * kind of answer comes in here; when it is given is decided elsewhere.
 */
@NullMarked
package org.jmlmmj.core.reply;

import org.jspecify.annotations.NullMarked;
