/** Tests of the SMTP client. */
@NullMarked
package org.jmlmmj.send.smtp;

import org.jspecify.annotations.NullMarked;
