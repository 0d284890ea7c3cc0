/** Tests of the clients, with a running API. */
@NullMarked
package org.jmlmmj.admin.client;

import org.jspecify.annotations.NullMarked;
