/**
 * Mail addresses: what a person, a list and a bounce is called on the wire and on disk. What can be said of an address without a
 * file or a socket comes in here; the file system does not.
 */
@NullMarked
package org.jmlmmj.core.address;

import org.jspecify.annotations.NullMarked;
