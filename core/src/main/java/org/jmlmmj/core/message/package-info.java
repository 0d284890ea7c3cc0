/**
 * A mail as bytes: ordered raw headers and their edits, MIME parts by their places in the file. Nothing is parsed and written
 * again.
 */
@NullMarked
package org.jmlmmj.core.message;

import org.jspecify.annotations.NullMarked;
