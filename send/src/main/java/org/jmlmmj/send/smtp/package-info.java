/**
 * The SMTP client: protocol values, the conversation as a state machine, the message as it goes out, and what drives them. What the
 * RFCs of SMTP say comes in here; lists and their files do not.
 */
@NullMarked
package org.jmlmmj.send.smtp;

import org.jspecify.annotations.NullMarked;
