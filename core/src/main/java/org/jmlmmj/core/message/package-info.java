/**
 * A mail as bytes: ordered raw headers and their edits, MIME parts by their places in the file. How to find or change
 * something in a mail without losing an octet comes in here; nothing is parsed and written again, and what a list wants
 * changed is decided elsewhere.
 */
@NullMarked
package org.jmlmmj.core.message;

import org.jspecify.annotations.NullMarked;
