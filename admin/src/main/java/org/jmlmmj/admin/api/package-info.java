/** The HTTP API (spec 09 §3 to §5, §8): the server, who may ask, what can be asked. What is done is in {@code org.jmlmmj.admin.lists}. */
@NullMarked
package org.jmlmmj.admin.api;

import org.jspecify.annotations.NullMarked;
