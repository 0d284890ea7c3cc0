/**
 * The HTTP API (spec 09 §3 to §5, §8): the server, who may ask, what can be asked. A new endpoint comes in here; what it
 * does is in {@code org.jmlmmj.admin.lists}, which knows nothing of HTTP.
 */
@NullMarked
package org.jmlmmj.admin.api;

import org.jspecify.annotations.NullMarked;
