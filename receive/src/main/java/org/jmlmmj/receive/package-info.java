/**
 * Storing a mail that arrives, judging it and acting on the verdict; and which process does so. Posting rules, access rules and
 * commands by mail come in here. What comes before the mail is stored loads nothing that it does not need.
 */
@NullMarked
package org.jmlmmj.receive;

import org.jspecify.annotations.NullMarked;
