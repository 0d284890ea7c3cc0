/** The subscription engine: what programs, mail commands, maintenance and the API do when somebody joins or leaves. */
@NullMarked
package org.jmlmmj.core.subscription;

import org.jspecify.annotations.NullMarked;
