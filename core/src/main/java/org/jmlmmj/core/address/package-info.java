/** Mail addresses: what a person, a list and a bounce is called on the wire and on disk. No file system in here. */
@NullMarked
package org.jmlmmj.core.address;

import org.jspecify.annotations.NullMarked;
