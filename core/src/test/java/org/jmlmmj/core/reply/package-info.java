/** Tests of mails that the list writes. */
@NullMarked
package org.jmlmmj.core.reply;

import org.jspecify.annotations.NullMarked;
