/**
 * The SMTP client: protocol values, the conversation as a state machine, the message as it goes out, and what drives them. Lists and
 * their files are not known in here.
 */
@NullMarked
package org.jmlmmj.send.smtp;

import org.jspecify.annotations.NullMarked;
